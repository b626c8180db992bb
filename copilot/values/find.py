"""Reading values in free text: the base of every check of a claim."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from .hedges import hedged
from .locales import language_of, locale_of, separators
from .readers import currencies
from .readers.codes import id_at
from .readers.contacts import address_at, card_at, phone_at
from .readers.counts import count_at, ordinal_at, rest_at
from .readers.dates import date_at
from .readers.durations import duration_at
from .readers.measures import measure_at
from .readers.money import money_at, percent_at
from .readers.scan import MINUSES, Reading, Scan
from .readers.times import time_at
from .spans import Found
from .tokens import NUMBER, SIGN, SPACE, WORD, tokenize
from .words import words_of

Reader = Callable[[Scan, int], Reading | None]

NUMERIC: Sequence[Reader] = (
    date_at,
    time_at,
    money_at,
    percent_at,
    duration_at,
    phone_at,
    card_at,
    ordinal_at,
    measure_at,
    count_at,
)
"""What digits may begin, in order of precedence among readings of one length; the longest reading wins."""

OPENINGS: dict[str, Sequence[Reader]] = {
    "numbers": (money_at, percent_at, duration_at, count_at), "articles": (money_at, duration_at, count_at),
    "months": (date_at,), "weekdays": (date_at,), "days": (date_at,), "following": (date_at,), "preceding": (date_at,),
    "current": (date_at,), "ordinals": (ordinal_at,), "sizes": (measure_at,), "card_cues": (card_at,),
}  # fmt: skip
"""What a word of a table may begin."""

SIGNS: dict[str, Sequence[Reader]] = {
    **dict.fromkeys(MINUSES, (money_at, percent_at)),
    **dict.fromkeys(currencies.SIGNS, (money_at,)),
    **dict.fromkeys("(+", (phone_at,)),
    **dict.fromkeys("*•·●", (card_at,)),
}

_FIRST_DAY, _LAST_DAY = date.min + timedelta(days=500), date.max - timedelta(days=500)
"""So that next week and last year are days, too."""

MOST_PLACES = 5_000
"""So many places of a text are read; behind them digits are plain numbers without a meaning, which nothing supports."""


def find_values(text: str, *, language: str | None, currency: str, today: date) -> tuple[Found, ...]:
    """Every value that the text states, in order and without overlaps; every run of digits is part of exactly one.

    `language` is a tag such as "de" or "en_US" (None: whatever is unambiguous), `currency` the shop's own, `today`
    what "tomorrow" is counted from.
    """
    scan = _scan(text, language, currency, today)
    founds: list[Found] = []
    at, floor, places = 1, 1, 0
    while at < len(scan.tokens.kinds):
        readers = _readers(scan, at)
        reading = None
        if readers and places < MOST_PLACES:
            places += 1
            reading = _read(scan, at, floor, readers)
            founds.extend(hedged(scan, at, reading) if reading and reading.founds else ())
        elif scan.tokens.kinds[at] == NUMBER:
            reading = rest_at(scan, at)
            founds.extend(reading.founds)
        if reading:
            at = floor = reading.end
        else:
            at += 1
    return tuple(founds)


def _scan(text: str, language: str | None, currency: str, today: date) -> Scan:
    known = language_of(language)
    locale = str(locale_of(language)) if known and language else None
    spaced = bool(locale) and separators(locale or "")[1].isspace()
    return Scan(tokenize(text), words_of(known), locale, spaced, currency, min(max(today, _FIRST_DAY), _LAST_DAY))


def _readers(scan: Scan, at: int) -> Sequence[Reader]:
    """The readers of what can begin at the token; most tokens of a text are dismissed here."""
    kind, word = scan.tokens.kinds[at], scan.tokens.words[at]
    if kind == SPACE:
        return ()
    if kind == NUMBER:
        return NUMERIC
    if kind == WORD:
        named = scan.words.openings.get(word)
        led = currencies.may_lead(word) and scan.tokens.kinds[at - 1] != WORD
        if not named:
            return (money_at,) if led else (card_at,) if word.startswith("xxx") else ()
        readers = [reader for name in named for reader in OPENINGS[name]]
        return [*readers, money_at] if led else readers
    if kind == SIGN:
        return SIGNS.get(word, ())
    return (address_at,)


def _read(scan: Scan, at: int, floor: int, readers: Sequence[Reader]) -> Reading | None:
    best = None
    for reader in readers:
        reading = reader(scan, at)
        if reading and (best is None or reading.end > best.end):
            best = reading
    if scan.tokens.kinds[at] != NUMBER:
        return best
    code = id_at(scan, at, floor)
    if code and (not best or _says_more(code, best)):
        return code
    return best or rest_at(scan, at)


def _says_more(code: Reading, best: Reading) -> bool:
    """Whether an id takes in more than the other reading, or the other is a mere number of the same length."""
    one, other = code.founds[0], best.founds[0] if best.founds else None
    if other and one.start == other.start and other.type not in ("count", "number"):
        rest = one.text[best.founds[-1].end - one.start :]
        return any(char.isdigit() for char in rest)
    if code.end != best.end or not other:
        return code.end > best.end
    return one.start < other.start or (other.type in ("count", "number") and "/" not in other.text)
