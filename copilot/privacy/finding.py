"""Personal data in free text: e-mail addresses, phone and card numbers, bank accounts, street addresses, names."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date

from copilot.values import find_values

from .known import Kind
from .listed import listed_names
from .names import introduced_names
from .streets import addresses_in


@dataclass(frozen=True, slots=True)
class Span:
    """A personal value at a place of a text; half open, in code points."""

    kind: Kind
    start: int
    end: int
    value: str


def find_personal(text: str, spare: Set[str] = frozenset(), language: str | None = None) -> list[Span]:
    """What looks personal; spans may overlap. Order ids and tracking numbers are no phone numbers.

    Words to `spare`, in small letters, are no names by themselves: the shop's things are called so. Nor are the
    ordinary words of the `language` that the text is in; without one, whatever may be a name is one. What is part of a
    date is no name either, unless it is introduced as one: "Frau Sonntag".
    """
    values = find_values(text, language=None, currency="USD", today=date(2000, 1, 1))
    contacts = ((kind, value.start, value.end) for value in values if (kind := _CONTACTS.get(value.type)))
    days = [value for value in values if value.type == "date"]
    listed = listed_names(text, spare, language)
    called = (place for place in listed if not any(day.start <= place[0] and place[1] <= day.end for day in days))
    found = [*contacts, *_accounts(text), *_each("address", addresses_in(text))]
    found += [*_each("name", introduced_names(text, language)), *_each("name", called)]
    return [Span(kind, start, end, text[start:end]) for kind, start, end in found]


_Found = tuple[Kind, int, int]
_CONTACTS: dict[str, Kind] = {"email": "email", "phone": "phone", "card": "card"}


_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_ENDING = re.compile(
    r"(?:ending|ends|endet|endend|finissant|terminada|terminante)\s(?:in|with|on|auf|par|en|in)?\s?(\d{4})(?!\w)", re.I
)
_CARD = re.compile(
    r"\b(?:card|cc|karte|carte|tarjeta|carta|cart[ãa]o|kaart)(?:\s(?:number|no|nr|num))?\.?[\s:#]{0,4}(?:is\s|was\s|ending\s)?"
    r"(\d(?:[ -]?\d){11,18})(?!\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\b(?:phone|mobile|cell|telephone|tel|fax|desk|office|call(?:\s\w{1,4}){0,2}|(?:ring|text|reach)\s\w{1,4}|whatsapp|handy|telefon|"
    r"téléphone|teléfono|telefono|telefone|telefoon|ruf(?:t|en)?\s\w{1,4})(?:\s(?:number|no|nr|is|on|at|me|back|us)){0,3}\.?[\s:]{0,4}"
    r"(\+?\(?\d(?:[ \u00a0./()-]{0,2}\d){6,14}(?:\s?x\d{1,5})?)(?!\w)",
    re.IGNORECASE,
)
_SOCIAL = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")


def _accounts(text: str) -> Iterator[_Found]:
    """Bank accounts that pass their check digits, what is called a card or a phone, and social security numbers."""
    for match in _CARD.finditer(text):
        yield "card", *match.span(1)
    for match in _PHONE.finditer(text):
        yield "phone", *match.span(1)
    for match in _IBAN.finditer(text):
        if _checks(match.group().replace(" ", "")):
            yield "card", *match.span()
    for match in _ENDING.finditer(text):
        yield "card", *match.span(1)
    for match in _SOCIAL.finditer(text):
        yield "id", *match.span()


def _checks(iban: str) -> bool:
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1


def _each(kind: Kind, places: Iterable[tuple[int, int]]) -> Iterator[_Found]:
    return ((kind, start, end) for start, end in places)
