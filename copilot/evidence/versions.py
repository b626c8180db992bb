"""Which other version of a thing a customer names: "the black one", "in 200x200"."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import prod

from copilot.models import OrderItem, Product, Ticket, Variant
from copilot.shipped import read_words

from .options import FIGURE, names_option
from .things import plain


def version_named(ticket: Ticket, item: OrderItem, products: Sequence[Product]) -> Variant | None:
    """The one variant of the item's product that has every option named, and differs from the item by them."""
    product = next((product for product in products if product.id == item.product_id), None)
    if product is None:
        return None
    text = plain(" ".join(ticket.said)[:4000])
    others = [variant for variant in product.variants if variant.id != item.variant_id]
    named = {
        (key, value)
        for variant in others
        for key, value in variant.options.items()
        if item.options.get(key) != value and names_option(text, value)
    }
    keys = {key for key, _ in named}
    if not named:
        return _compared(text, item, others)
    if len(keys) != len(named):
        return None
    wanted = {**item.options, **dict(named)}
    found = [variant for variant in others if variant.options == wanted]
    return found[0] if len(found) == 1 else None


def _compared(text: str, item: OrderItem, others: Sequence[Variant]) -> Variant | None:
    """The one variant that is larger or smaller than the item and else the same, where the text says which."""
    ways = {way for way, forms in _comparing().items() if any(f" {form}" in text for form in forms)}
    if len(ways) != 1:
        return None
    found = [
        variant
        for variant in others
        if len(apart := [key for key, value in variant.options.items() if item.options.get(key) != value]) == 1
        and (size := _size(variant.options[apart[0]])) is not None
        and (own := _size(item.options.get(apart[0], ""))) is not None
        and (size > own if ways == {"more"} else size < own)
    ]
    return found[0] if len(found) == 1 else None


def _size(option: str) -> float | None:
    """What the figures of an option come to, multiplied: 200 x 200; None without any."""
    figures = [float(figure.replace(",", ".")) for figure in FIGURE.findall(option[:40])]
    return prod(figures) if figures else None


@cache
def _comparing() -> Mapping[str, Sequence[str]]:
    text = files("copilot.evidence").joinpath("comparing.yaml").read_text("utf-8")
    return {way: tuple(plain(form).strip() for form in forms) for way, forms in read_words(text).items()}
