"""How long reading the values of a text takes: an ordinary reply, and 200 KB of text made to be slow. CPU time.

Run: python evals/benchmarks/values/speed.py
"""

import time
from datetime import date

from copilot.values import find_values

TODAY = date(2026, 11, 22)
SIZE = 200_000
REPLY = (
    "Hi Yusuf, thank you for reaching out about your order #W2378156. It was delivered on December 10, "
    "2026; the total came to $1,380.79, paid by gift card. You have 30 days to return it, so until January 9, 2027, "
    "and the refund of about $259.84 will reach your Mastercard ending in 1234 within 5-7 business days. I've checked "
    "the mechanical keyboard (1 item, 104 keys) and the smart thermostat; the exchange costs you nothing. If you have "
    "any other questions, call us at +1 555 123 4567 or write to help@shop.example.com any day from 9 am to 5 pm."
)
HOSTILE = (
    "1", "1 ", "#", "$", "$ ", "1-", "1-a", "a1", "1.", "1,", "1/", "-", "- ", "é", " ", "\u0301", "a\u0301",
    "1\u0301", "(1", "(", "+", "+1", "*", "**1", "x", "xxx ", "10 to ", "5-", "1 of ", "$1-", "a.b.", "a@", "a@b.",
    "http://", "www.", "www.a ", "1:", "two ", "a hundred ", "two hundred and ", "about about ", "Dec ", "10 Dec ",
    "Monday to ", "\n", "1\n", "٣", "²", "€1", "EUR", "EUR ", "one or two or ", "\U0001f642", "1 x ", "1x1x", "a-",
    "1_", "#1#", "1\u202f000", "000 ", "123 ", "123-456-", "0 ", "99999 ", "4111 ", "4111-", "1h", "1 h ",
    "in 3 days ago ", "\u00a0", "'1", "1'", "next Monday ", "1,234,", "x1.com/", '"', '1"',
)  # fmt: skip


def main() -> None:
    """Print milliseconds for a reply by language, and the slowest hostile texts."""
    for language in ("en", "de", None):
        find_values(REPLY, language=language, currency="USD", today=TODAY)
        start = time.process_time()
        for _ in range(200):
            find_values(REPLY, language=language, currency="USD", today=TODAY)
        print(f"reply of {len(REPLY)} code points, {language}: {(time.process_time() - start) * 5:.2f} ms")
    for language in ("en", "de", None):
        slowest = sorted(((_seconds(pattern, language), pattern) for pattern in HOSTILE), reverse=True)[:3]
        print(f"{SIZE} code points, {language}:", ", ".join(f"{pattern!r} {took:.2f} s" for took, pattern in slowest))


def _seconds(pattern: str, language: str | None) -> float:
    text = (pattern * (SIZE // len(pattern) + 1))[:SIZE]
    start = time.process_time()
    find_values(text, language=language, currency="USD", today=TODAY)
    return time.process_time() - start


if __name__ == "__main__":
    main()
