"""Reading values in free text: the base of every check of a claim."""

from datetime import date

from .hedges import hedged
from .locales import LANGUAGES, language_of, locale_of, separators
from .readers import currencies
from .readers.codes import count_at, id_at, measure_at, ordinal_at, rest_at
from .readers.contacts import address_at, card_at, phone_at
from .readers.dates import date_at
from .readers.durations import duration_at
from .readers.money import money_at, percent_at
from .readers.scan import MINUSES, Reading, Scan
from .readers.times import time_at
from .spans import Found
from .tokens import EMAIL, LINK, NUMBER, SIGN, SPACE, WORD, tokenize
from .words import words_of

READERS = (date_at, time_at, money_at, percent_at, duration_at, phone_at, card_at, ordinal_at, measure_at, count_at)
"""In order of precedence among readings of one length; the longest reading wins."""


def find_values(text: str, *, language: str | None, currency: str, today: date) -> tuple[Found, ...]:
    """Every value that the text states, in order and without overlaps; every run of digits is part of exactly one.

    `language` is a tag such as "de" or "en_US" (None: whatever is unambiguous), `currency` the shop's own, `today`
    what "tomorrow" is counted from.
    """
    scan = _scan(text, language, currency, today)
    founds: list[Found] = []
    at = floor = 0
    while at < len(scan.tokens):
        reading = _read(scan, at, floor) if _begins(scan, at) else None
        if reading and reading.end > at:
            founds.extend(reading.founds)
            at = floor = reading.end
        else:
            at += 1
    return tuple(hedged(text, found, scan.words) for found in founds)


def _scan(text: str, language: str | None, currency: str, today: date) -> Scan:
    known = language_of(language)
    locale = str(locale_of(language)) if known and language else None
    spaced = bool(locale) and separators(locale or "")[1].isspace()
    return Scan(tokenize(text), words_of(known or LANGUAGES[0]), locale, spaced, currency, today)


def _begins(scan: Scan, at: int) -> bool:
    """Whether a value can begin at the token; most tokens of a text are dismissed here."""
    kind, word = scan.tokens.kinds[at], scan.tokens.words[at]
    if kind == SPACE:
        return False
    if kind == WORD:
        return word in scan.words.starts or currencies.may_lead(word) or word.startswith("xxx")
    if kind == SIGN:
        return word in MINUSES or currencies.is_sign(word) or word in "(+*•·●"
    return True


def _read(scan: Scan, at: int, floor: int) -> Reading | None:
    kind = scan.tokens.kinds[at]
    if kind in (LINK, EMAIL):
        return address_at(scan, at)
    readings = [reading for reader in READERS if (reading := reader(scan, at))]
    best = max(readings, key=lambda reading: reading.end, default=None)
    if kind != NUMBER:
        return best
    code = id_at(scan, at, floor)
    if code and (not best or _says_more(code, best)):
        return code
    return best or rest_at(scan, at)


def _says_more(code: Reading, best: Reading) -> bool:
    """Whether an id takes in more than the other reading, or the other is a mere number of the same length."""
    one, other = code.founds[0], best.founds[0] if best.founds else None
    if code.end != best.end or not other:
        return code.end > best.end
    return one.start < other.start or other.type in ("count", "number")
