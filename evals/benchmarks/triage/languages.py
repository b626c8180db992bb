"""Language detection at about 5, 20 and 100 characters in eight languages.

    python evals/benchmarks/triage/languages.py

Texts: intents.jsonl beside this script, cut at a word, and the Polish ones below; for 100 characters
several of them are joined.
"""

import json
import random
from collections import defaultdict
from pathlib import Path
from time import perf_counter

from copilot.language import detect

POLISH = (
    "Gdzie jest moja paczka?", "Kiedy dotrze moje zamówienie?", "Proszę anulować zamówienie.", "Chcę zwrócić buty.",
    "Czy mogę wymienić na większy rozmiar?", "Poproszę o fakturę.", "Wazon przyszedł rozbity.", "Zapomniałem hasła.",
    "Ile zapłaciłem za mikser?", "Bardzo dziękuję za pomoc!", "Kod rabatowy nie działa.",
    "Nie otrzymałem zwrotu pieniędzy.",
    "Jaki jest stan mojego zamówienia?", "Czy ta kurtka jest dostępna w rozmiarze S?",
    "Chcę złożyć reklamację.",
)  # fmt: skip


def main() -> None:
    texts: dict[str, list[str]] = defaultdict(list, pl=list(POLISH))
    for line in Path(__file__).with_name("intents.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        texts[row["language"]].append(row["text"])
    for length in (5, 20, 100):
        cases = [(cut(text, length), code) for code, pool in sorted(texts.items()) for text in drawn(pool, length)]
        started = perf_counter()
        guesses = [(detect(text), code) for text, code in cases]
        took = (perf_counter() - started) / len(cases) * 1000
        right = sum(guess.code == code for guess, code in guesses) / len(cases)
        sure = [(guess, code) for guess, code in guesses if not guess.unsure]
        known = sum(guess.code == code for guess, code in sure) / len(sure)
        by_code = {
            code: round(sum(g.code == c for g, c in guesses if c == code) / sum(c == code for _, c in guesses), 2)
            for code in sorted(texts)
        }
        print(
            f"{length} characters: {len(cases)} texts, right {right:.3f}; sure of {len(sure) / len(cases):.3f}, "
            f"right there {known:.3f}; {took:.2f} ms a text; {by_code}"
        )


def drawn(pool: list[str], length: int) -> list[str]:
    if length < 100:
        return [text for text in pool if len(text) >= length]
    draw = random.Random(0)
    return [" ".join(draw.sample(pool, 6)) for _ in range(40)]


def cut(text: str, length: int) -> str:
    """The text up to the end of the word that reaches the length."""
    end = text.find(" ", length - 1)
    return text if end < 0 else text[:end]


if __name__ == "__main__":
    main()
