"""Which other version of a thing a customer must mean: the one named, the only other, "the longer one"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from copilot.models import Fact, Order, OrderItem, Product, Ticket, Variant
from copilot.shipped import read_words
from copilot.values import money

from .naming import lines_spoken_of
from .options import FIGURE, size_words
from .things import plain
from .versions import version_named

LONG = 3  # digits of a measure that is known without an article
LONGEST = 4000  # code points of what the customer wrote that are read
_NO_LONGER = re.compile(
    r" (?:(?:no|any) longer|(?:lower|smaller|higher|bigger|larger) (?:price|cost|fee|amount|sum))(?= )"
)
"""Words of time and of prices that are no comparison of things."""


def compares(text: str) -> bool:
    """Whether another version of a thing is spoken of: a larger or smaller one, another colour."""
    words = _NO_LONGER.sub(" ", plain(text[:LONGEST]))
    return any(_says(words, way) for way in _comparing())


def version_wanted(ticket: Ticket, item: OrderItem, products: Sequence[Product]) -> Variant | None:
    """The version that is named; of more than that the next larger or smaller one, or the only other there is."""
    if named := version_named(ticket, item, products):
        return named
    product = next((product for product in products if product.id == item.product_id), None)
    if product is None:
        return None
    others = [variant for variant in product.variants if variant.id != item.variant_id]
    if len(others) == 1 and len(product.variants) == 2 and compares(" ".join(ticket.said)):
        return others[0]
    if by_figure := _by_figure(ticket, item, others):
        return by_figure
    return next(_by_size(ticket, item, others), None)


def _by_figure(ticket: Ticket, item: OrderItem, others: Sequence[Variant]) -> Variant | None:
    """The one version that differs in one figure, which the customer names without its unit: "the 6"."""
    text = plain(" ".join(ticket.said)[:LONGEST])
    found = []
    for variant in others:
        apart = [key for key in variant.options if variant.options[key] != item.options.get(key)]
        figures = FIGURE.findall(variant.options[apart[0]]) if len(apart) == 1 else []
        own = FIGURE.findall(item.options.get(apart[0], "")) if figures else []
        new = [figure for figure in figures if figure not in own]
        if len(new) == 1 and _stands(new[0], text, of_several=len(figures) > 1):
            found.append(variant)
    return found[0] if len(found) == 1 else None


def _stands(figure: str, text: str, *, of_several: bool) -> bool:
    """Whether a figure is named as a size: behind an article, or a long one of several ("the bed is 140")."""
    article = f"(?:{'|'.join(map(re.escape, size_words()['figure_after']))}) "
    lead = f"(?:{article})?" if of_several and len(figure) >= LONG else article
    return re.search(rf" {lead}{re.escape(figure)} ", text) is not None


def _by_size(ticket: Ticket, item: OrderItem, others: Sequence[Variant]) -> Iterator[Variant]:
    """The next larger one where the customer speaks of a larger one, and the next smaller one likewise."""
    text = plain(" ".join(ticket.said)[:LONGEST])
    sizes = [(size, variant) for variant in others if (size := _step(item, variant))]
    larger = [pair for pair in sizes if pair[0] > 0]
    smaller = [pair for pair in sizes if pair[0] < 0]
    if larger and _says(_NO_LONGER.sub(" ", text), "more"):
        yield min(larger, key=lambda pair: pair[0])[1]
    if smaller and _says(text, "less"):
        yield max(smaller, key=lambda pair: pair[0])[1]


def _possible(ticket: Ticket, item: OrderItem, products: Sequence[Product]) -> list[Variant]:
    """Every version that some part of the message may want."""
    product = next((product for product in products if product.id == item.product_id), None)
    others = [variant for variant in product.variants if variant.id != item.variant_id] if product else []
    wanted = version_wanted(ticket, item, products)
    found = [*([wanted] if wanted else []), *_by_size(ticket, item, others)]
    return list({variant.id: variant for variant in found}.values())


def difference_facts(
    ticket: Ticket, orders: Sequence[Order], products: Sequence[Product], currency: str
) -> Iterator[Fact]:
    """For each line whose other version is wanted: what that costs more or less than was paid, for all of the line."""
    for order in orders:
        spoken = lines_spoken_of(ticket, order)
        for item in order.items if order.currency == currency else ():
            for version in _possible(ticket, item, products) if item.id in spoken else ():
                gap = abs(version.price - item.unit_price) * item.quantity
                subject = f"order:{order.id}/line:{item.id}"
                more, less = sorted((version.price, item.unit_price), reverse=True)
                step = f"{item.quantity} x ({money(more, currency)} - {money(less, currency)}) = {money(gap, currency)}"
                source = f"order {order.id}, line {item.id}, and the catalogue, variant {version.id}"
                yield Fact(
                    f"{subject}.difference.{version.id}",
                    "money",
                    "difference",
                    subject,
                    money(gap, currency),
                    source,
                    (step,),
                )


def _step(item: OrderItem, variant: Variant) -> float:
    """By how much a version that differs in one option with a figure is larger; 0 where it differs otherwise."""
    apart = [key for key in variant.options if variant.options[key] != item.options.get(key)]
    if len(apart) != 1 or apart[0] not in item.options:
        return 0.0
    own, other = (FIGURE.findall(value) for value in (item.options[apart[0]], variant.options[apart[0]]))
    if not own or len(own) != len(other):
        return 0.0
    return sum(float(b.replace(",", ".")) - float(a.replace(",", ".")) for a, b in zip(own, other, strict=True))


def _says(text: str, way: str) -> bool:
    return any(f" {form}" in text for form in _comparing()[way])


@cache
def _comparing() -> Mapping[str, Sequence[str]]:
    text = files("copilot.evidence").joinpath("comparing.yaml").read_text("utf-8")
    return {way: tuple(plain(form).strip() for form in forms) for way, forms in read_words(text).items()}
