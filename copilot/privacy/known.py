"""What the records say about a person: the values that must not leave as they are."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from copilot.models import Address, Customer, Method, Order

Kind = Literal["name", "email", "phone", "address", "card", "id"]


@dataclass(frozen=True, slots=True)
class Personal:
    """One personal value and the writings it may appear in; `part` of a longer one, such as a first name or a city."""

    kind: Kind
    value: str
    part: bool = False
    variants: tuple[str, ...] = ()


def known_personal(customer: Customer | None, orders: Iterable[Order], email: str | None = None) -> list[Personal]:
    """The personal values of these records, each once, whole values first; `email` is the ticket's own sender."""
    found: list[Personal] = []
    if email:
        found.append(Personal("email", email))
    if customer:
        found += _customer(customer)
    for order in orders:
        found += _address(order.shipping_address)
        for payment in order.payments:
            found += _method(payment.method)
    unique: dict[tuple[Kind, str], Personal] = {}
    for one in found:
        if one.value.strip():
            unique.setdefault((one.kind, one.value.casefold()), one)
    return sorted(unique.values(), key=lambda one: one.part)


def _customer(customer: Customer) -> Iterator[Personal]:
    yield Personal("name", customer.name, variants=_spellings(customer.name))
    for part in customer.name.replace(",", " ").split():
        if len(part.strip(".")) > 1 and part.casefold() not in _PARTICLES:
            yield Personal("name", part, True, _spellings(part))
    if customer.email:
        yield Personal("email", customer.email)
    yield from _address(customer.address)
    for method in customer.payment_methods:
        yield from _method(method)


_PARTICLES = frozenset({"van", "von", "der", "den", "de", "del", "della", "di", "da", "la", "le", "el", "al", "bin"})


def _address(address: Address | None) -> Iterator[Personal]:
    """Street, city and post code; region and country say too little about a person and decide about policies."""
    if address is None:
        return
    for line in (address.line1, address.line2):
        if line:
            yield Personal("address", line, variants=_spellings(line))
    for part in (address.postal_code, address.city):
        yield Personal("address", part, True, _spellings(part))


def _method(method: Method | None) -> Iterator[Personal]:
    if method and method.last_four:
        yield Personal("card", method.last_four, True)


_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def _spellings(text: str) -> tuple[str, ...]:
    """How people write it on a keyboard without these letters."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(dict.fromkeys(s for s in (bare, bare.replace("ß", "ss"), text.translate(_GERMAN)) if s != text))
