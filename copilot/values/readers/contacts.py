"""Links, e-mail addresses, phone numbers and numbers of payment cards."""

import re

from copilot.values.locales import language_of
from copilot.values.tokens import EMAIL, LINK, NUMBER, WORD

from .scan import Reading, Scan

_PHONE = re.compile(r"(?:\+|\()?\(?\d{1,5}\)?(?:[ \u00a0./-]{0,2}\(?\d{1,8}\)?){1,7}")
_NATIONAL = re.compile(
    r"\(\d{2,5}\)[ \u00a0-]?\d{2,5}(?:[ \u00a0./-]?\d{2,6}){0,4}"
    r"|(?:1[ .-])?\d{3}([ .-])\d{3}\1\d{4}"
    r"|0\d{1,5}[ \u00a0/-]\d{2,8}(?:[ \u00a0/.-]?\d{2,6}){0,4}"
    r"|0\d{1,2}(?:([.])\d{2}){4}"
)
_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d\b|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
_CARD = re.compile(r"\d{4}([ \u00a0-]?)\d{4}\1\d{4}\1\d{1,7}|\d{4}([ \u00a0-]?)\d{6}\2\d{4,5}")
_SCHEMES = re.compile(r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3[068]\d{12}|6\d{15}(?:\d{3})?")
_MASKS = frozenset("*•·●")
_LEAST_MASK, _LONGEST_MASK = 3, 20
_REGIONS = {
    "en": ("US", "GB", "AU"), "de": ("DE", "AT", "CH"), "fr": ("FR", "BE", "CH", "CA"), "es": ("ES", "MX", "AR"),
    "it": ("IT", "CH"), "pt": ("BR", "PT"), "nl": ("NL", "BE"),
}  # fmt: skip


def address_at(scan: Scan, at: int) -> Reading | None:
    """A link or an e-mail address."""
    kind, word = scan.tokens.kind(at), scan.tokens.word(at)
    if kind == EMAIL:
        return Reading(at + 1, (scan.found("email", at, at + 1, [word.lower()]),))
    if kind == LINK:
        return Reading(at + 1, (scan.found("link", at, at + 1, [word]),))
    return None


def phone_at(scan: Scan, at: int) -> Reading | None:
    """A phone number: international, or grouped as one of the language's countries groups it."""
    start = scan.tokens.starts[at]
    match = None if scan.joined_left(at) else _PHONE.match(scan.tokens.text, start)
    if not match or _DATE.match(match.group()):
        return None
    written = match.group()
    if not written.startswith("+"):
        national = _NATIONAL.match(scan.tokens.text, start)
        written = national.group() if national else ""
    end = _token_after(scan, at, start + len(written))
    if not 7 <= sum(char.isdigit() for char in written) <= 15 or end is None:
        return None
    number = _international(written, scan)
    return Reading(end, (scan.found("phone", at, end, [number]),)) if number else None


def card_at(scan: Scan, at: int) -> Reading | None:
    """A full card number that passes its check digit, or the last four digits behind a mask."""
    tokens = scan.tokens
    if tokens.kind(at) != NUMBER:
        return _masked(scan, at)
    start = tokens.starts[at]
    match = None if scan.joined_left(at) else _CARD.match(tokens.text, start)
    if not match:
        return None
    end = _token_after(scan, at, match.end())
    digits = "".join(char for char in match.group() if char.isdigit())
    if end is None or not _SCHEMES.fullmatch(digits) or not _luhn(digits):
        return None
    return Reading(end, (scan.found("card", at, end, [digits]),))


def _masked(scan: Scan, at: int) -> Reading | None:
    """ "**** 1234", "xxxx-1234", or only the digits of "ending in 1234"."""
    tokens = scan.tokens
    if cue := scan.match("card_cues", at):
        first = end = tokens.gap(cue[0])
    else:
        first = end = at
        while tokens.words[end] in _MASKS and end - at < _LONGEST_MASK:
            end += 1
        masks = end - at
        if not masks and set(tokens.words[at]) == {"x"}:
            masks, end = len(tokens.words[at]), at + 1
        if masks < _LEAST_MASK:
            return None
        end = end + 1 if tokens.words[end] == "-" else tokens.gap(end)
    four = tokens.words[end]
    if tokens.kinds[end] != NUMBER or len(four) != 4 or not (four.isascii() and four.isdecimal()):
        return None
    return Reading(end + 1, (scan.found("card", first, end + 1, [four]),))


def _token_after(scan: Scan, at: int, end: int) -> int | None:
    """The token that begins where a match of the raw text ends; None inside of a token or before a letter."""
    tokens = scan.tokens
    while tokens.starts[at] < end:
        at += 1
    if tokens.ends[at - 1] != end or tokens.kinds[at] in (WORD, NUMBER) or tokens.words[at] == "_":
        return None
    return at


def _international(written: str, scan: Scan) -> str | None:
    import phonenumbers

    region = (scan.locale or "").partition("_")[2]
    regions = (region, *_REGIONS.get(language_of(scan.locale) or "", ("US", "GB", "DE", "FR", "ES", "IT", "BR", "NL")))
    for country in (None,) if written.startswith("+") else regions:
        try:
            number = phonenumbers.parse(written, country or None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or (country is None and phonenumbers.is_possible_number(number)):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
