"""Which other version of a thing a customer names: "the black one", "in 200x200"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from copilot.models import OrderItem, Product, Ticket, Variant
from copilot.shipped import read_words

from .things import plain

_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


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
    if not named or len(keys) != len(named):
        return None
    wanted = {**item.options, **dict(named)}
    found = [variant for variant in others if variant.options == wanted]
    return found[0] if len(found) == 1 else None


def names_option(text: str, value: str) -> bool:
    """Whether a text that `plain` made names this option: a colour in any of our languages, a size by its figures."""
    figures = _FIGURE.findall(value)
    if figures:
        return _sizes(tuple(figures), value.split(figures[-1])[-1].strip()[:1].casefold()).search(text) is not None
    return any(f" {form}" in text for form in _colours().get(value.casefold(), (plain(value).strip(),)))


@cache
def _sizes(figures: tuple[str, ...], unit: str) -> re.Pattern[str]:
    """Figures as `plain` leaves them: "0.75" as "0 75", "200 x 200" in one word; a small one only with its unit."""
    parts = [r"[ .,]?".join(map(re.escape, re.split(r"[.,]", figure))) for figure in figures]
    alone = len(figures) == 1 and figures[0].isdigit() and len(figures[0]) == 1
    behind = f"(?= ?{re.escape(unit)})" if alone and unit else r"(?= ?(?:p|teil|st|dlg))" if alone else r"(?!\d)"
    return re.compile(r"(?<!\d)" + r" ?(?:x|by|mal|auf|sur|por|per|op)? ?".join(parts) + behind)


@cache
def _colours() -> Mapping[str, Sequence[str]]:
    """By the catalogue's name of a colour, the beginnings of words that customers name it by."""
    text = files("copilot.evidence").joinpath("colours.yaml").read_text("utf-8")
    return {name: tuple(plain(form).strip() for form in forms) for name, forms in read_words(text).items()}
