"""What is left of the digits: ids, tracking numbers, measures of products, ordinals, counts."""

import re
from typing import Final

from copilot.values.numbers import number
from copilot.values.spans import Bound, Found
from copilot.values.tokens import NUMBER, WORD

from .scan import DASHES, Figure, Reading, Scan, figure_at, range_joint

_TRACKING = re.compile(r"1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|TBA\d{12}|JJD\d{10,20}", re.IGNORECASE | re.ASCII)
_LONG_ID = 9
_LONGEST_BLOB = 120
_MEASURES: Final = frozenset(
    [
        "mm",
        "cm",
        "m",
        "km",
        "dm",
        "in",
        "inch",
        "inches",
        "ft",
        "foot",
        "feet",
        "yd",
        "yard",
        "yards",
        "mi",
        "mile",
        "miles",
        "zoll",
        "pouces",
        "pouce",
        "pulgadas",
        "pulgada",
        "pollici",
        "pollice",
        "polegadas",
        "polegada",
        "inch",
        "duim",
        "g",
        "kg",
        "mg",
        "gram",
        "grams",
        "grams",
        "gramm",
        "grammes",
        "gramos",
        "grammi",
        "gramas",
        "kilo",
        "kilos",
        "lb",
        "lbs",
        "oz",
        "ounce",
        "ounces",
        "ml",
        "cl",
        "dl",
        "l",
        "liter",
        "liters",
        "litre",
        "litres",
        "litro",
        "litros",
        "litri",
        "gal",
        "gallon",
        "gallons",
        "pt",
        "qt",
        "cup",
        "cups",
        "gb",
        "mb",
        "tb",
        "kb",
        "gib",
        "mib",
        "tib",
        "gbps",
        "mbps",
        "hz",
        "khz",
        "mhz",
        "ghz",
        "w",
        "kw",
        "kwh",
        "wh",
        "v",
        "mv",
        "kv",
        "a",
        "ma",
        "mah",
        "ah",
        "lm",
        "lumen",
        "lumens",
        "lux",
        "db",
        "dpi",
        "ppi",
        "px",
        "pixel",
        "pixels",
        "mp",
        "megapixel",
        "megapixels",
        "fps",
        "rpm",
        "bar",
        "psi",
        "k",
        "p",
        "pc",
        "pcs",
        "pack",
        "packs",
        "pk",
        "piece",
        "pieces",
        "ct",
        "count",
        "x",
        "sq",
        "ply",
        "gsm",
        "tog",
        "spf",
        "ply",
        "carat",
        "carats",
        "ct",
        "kt",
        "btu",
        "bit",
        "bits",
        "core",
        "cores",
        "teilig",
        "stück",
    ]
)
_SIGNS_OF_MEASURE: Final = frozenset("\"″”'′°")


def id_at(scan: Scan, at: int, floor: int) -> Reading | None:
    """A token that mixes letters and digits, begins with '#', or is a long run of digits; it starts at the floor or after it."""
    tokens = scan.tokens
    start, end = _blob(scan, at, floor)
    text = tokens.text[tokens.starts[start] : tokens.ends[end - 1]]
    if _TRACKING.fullmatch(text):
        return Reading(end, (scan.found("tracking", start, end, [text.upper()]),))
    digits = sum(char.isdigit() for char in text)
    mixed = digits > 0 and any(char.isalpha() for char in text)
    parts = sum(tokens.kind(place) == NUMBER for place in range(start, end))
    long = digits >= _LONG_ID or parts > 2 or (parts > 1 and digits > 6)
    if not (mixed or (long and _id_like(text)) or (text.startswith("#") and digits)):
        return None
    return Reading(end, (scan.found("id", start, end, [text]),))


def measure_at(scan: Scan, at: int) -> Reading | None:
    """A product's measure: "15-inch", "32GB", "5 ft", "size 8", "10 x 20 cm", "4K"."""
    tokens = scan.tokens
    if size := scan.match(scan.words.tables["sizes"], at):
        figure = tokens.gap(size[0])
        figure = tokens.gap(figure + 1) if tokens.word(figure) == ":" else figure
        if tokens.kind(figure) != NUMBER:
            return None
        at_end = _dimensions(scan, figure)
        return Reading(at_end, (scan.found("measure", at, at_end, _squeezed(scan, at, at_end)),))
    if tokens.kind(at) != NUMBER or scan.joined_left(at):
        return None
    end = _dimensions(scan, at)
    unit = _unit(scan, end)
    if not unit and end == at + 1:
        return None
    end = unit or end
    return Reading(end, (scan.found("measure", at, end, _squeezed(scan, at, end)),))


def ordinal_at(scan: Scan, at: int) -> Reading | None:
    """ "2nd", "2º", "second"."""
    tokens = scan.tokens
    if tokens.kind(at) == NUMBER and tokens.words[at].isdecimal() and len(tokens.words[at]) < 5:
        suffix = scan.match(scan.words.tables["ordinal_suffixes"], at + 1)
        if suffix and not tokens.word(suffix[0])[:1].isalnum() and not scan.joined_left(at):
            return Reading(suffix[0], (scan.found("ordinal", at, suffix[0], [str(int(tokens.words[at]))]),))
    if hit := scan.match(scan.words.ordinals, at):
        return Reading(hit[0], (scan.found("ordinal", at, hit[0], [str(hit[1])], spelled=True),))
    return None


def count_at(scan: Scan, at: int) -> Reading | None:
    """A plain number or a range of two; words only where they count something."""
    low = figure_at(scan, at)
    if not low or (low.article and not _counts(scan, at, low)):
        return None
    if fraction := _fraction(scan, at):
        return fraction
    joint = range_joint(scan, low.end)
    high = figure_at(scan, joint) if joint and not low.article and scan.tokens.kind(joint) == NUMBER else None
    tight = joint and (scan.tokens.word(joint - 1) in DASHES or scan.tokens.kind(at) == NUMBER)
    if high and joint and tight and low.values[0] < high.values[0] and _stands(scan, high.end):
        ends = (_plain(scan, at, low, "from"), _plain(scan, joint, high, "to"))
        return Reading(high.end, ends)
    return Reading(low.end, (_plain(scan, at, low, None),))


def _fraction(scan: Scan, at: int) -> Reading | None:
    """ "1/2", "24/7", "4/5"."""
    tokens = scan.tokens
    parts = tokens.words[at], tokens.word(at + 2)
    if tokens.word(at + 1) != "/" or not all(part.isdecimal() and len(part) < 5 for part in parts):
        return None
    return Reading(at + 3, (scan.found("number", at, at + 3, ["/".join(parts)]),)) if _stands(scan, at + 3) else None


def rest_at(scan: Scan, at: int) -> Reading:
    """Digits that nothing else explains, so that every digit of a text is accounted for."""
    return Reading(at + 1, (scan.found("number", at, at + 1, [scan.tokens.words[at]]),))


def _blob(scan: Scan, at: int, floor: int) -> tuple[int, int]:
    """The tokens around a number that are written as one: joined letters, digits and the signs between them."""
    tokens = scan.tokens
    start, end = at, at + 1
    while start > floor and at - start < _LONGEST_BLOB:
        if (
            tokens.kind(start - 1) in (WORD, NUMBER)
            or tokens.word(start - 1) == "_"
            or (tokens.word(start - 1) in ("-", "/", "#") and start - 1 > floor and _inner(scan, start - 2))
        ):
            start -= 1
        else:
            break
    while end < len(tokens) and end - at < _LONGEST_BLOB:
        if tokens.kind(end) in (WORD, NUMBER) or tokens.word(end) == "_":
            end += 1
        elif tokens.word(end) in ("-", "/", "#", ".") and _inner(scan, end + 1, code=tokens.word(end) == "."):
            end += 2
        else:
            break
    if hash_ := next((place for place in range(at - 1, start, -1) if tokens.word(place) == "#"), None):
        words = range(start, hash_)
        if all(tokens.kind(place) == WORD and len(tokens.words[place]) > 4 for place in words):
            start = hash_
    if start > floor and tokens.word(start - 1) == "#":
        start -= 1
    return start, end


def _inner(scan: Scan, at: int, *, code: bool = False) -> bool:
    """Whether the token continues an id; behind a full stop only digits do, or what is in capitals."""
    tokens = scan.tokens
    if tokens.kind(at) == NUMBER:
        return True
    raw = tokens.text[tokens.starts[at] : tokens.ends[at]] if 0 <= at < len(tokens) else ""
    return tokens.kind(at) == WORD and (not code or (raw.isupper() and len(raw) < 4))


def _id_like(text: str) -> bool:
    return not any(char in ",'’" for char in text)


def _dimensions(scan: Scan, at: int) -> int:
    """The token after "10", "10x20", "10 x 20 x 5", "1/2"."""
    tokens = scan.tokens
    end = at + 1
    while True:
        sign = tokens.gap(end)
        next_ = tokens.gap(sign + 1)
        if tokens.word(sign) not in ("x", "×") or tokens.kind(next_) != NUMBER or (sign == end) != (next_ == sign + 1):
            return end
        end = next_ + 1


def _unit(scan: Scan, at: int) -> int | None:
    """The token after a unit of measure, joined to the number, behind a hyphen or a space."""
    tokens = scan.tokens
    if tokens.word(at) in _SIGNS_OF_MEASURE:
        return at + 1 if tokens.word(at) != "'" or tokens.kind(at + 1) != WORD else None
    spaced = tokens.gap(at) > at
    place = tokens.gap(at) if spaced else at + 1 if tokens.word(at) in ("-", "‑") else at
    if tokens.word(place) == "°" and tokens.kind(place + 1) == WORD:
        return place + 2
    word = tokens.word(place)
    known = word in _MEASURES and not (spaced and word in ("in", "a", "x", "p", "count", "k", "bar"))
    hyphened = place == at + 1 and not spaced and tokens.kind(place) == WORD and word not in scan.words.starts
    if not (known or hyphened) or tokens.kind(place) != WORD or not _stands(scan, place + 1):
        return None
    return place + 1


def _stands(scan: Scan, at: int) -> bool:
    """Whether nothing of letters or digits is joined on at the token."""
    tokens = scan.tokens
    if tokens.kind(at) in (WORD, NUMBER) or tokens.word(at) in ("_", "#"):
        return False
    return not (tokens.word(at) in ("-", "/") and tokens.kind(at + 1) == NUMBER)


def _squeezed(scan: Scan, at: int, end: int) -> list[str]:
    """A measure as written, and without the spaces and hyphens that people put in or leave out."""
    text = scan.tokens.text[scan.tokens.starts[at] : scan.tokens.ends[end - 1]].lower()
    return [text, re.sub(r"[\s\-‑\u00a0]", "", text)]


def _counts(scan: Scan, at: int, figure: Figure) -> bool:
    """Whether "one" counts a thing there; an article never does."""
    tokens = scan.tokens
    if tokens.word(at) not in scan.words.sets["counting_articles"]:
        return False
    after = tokens.gap(figure.end)
    named = (
        after > figure.end
        and tokens.kind(after) == WORD
        and tokens.word(after) not in scan.words.sets["pronouns_after"]
    )
    return named and not scan.preceded(("pronouns_before",), at)


def _plain(scan: Scan, at: int, figure: Figure, bound: Bound | None) -> Found:
    whole = all(value == int(value) for value in figure.values)
    values = [number(value) for value in figure.values]
    return scan.found("count" if whole else "number", at, figure.end, values, bound=bound, spelled=figure.spelled)
