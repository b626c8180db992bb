"""Which other version of a thing a customer names: "the black one", "in 200x200"."""

from collections.abc import Sequence

from copilot.models import OrderItem, Product, Ticket, Variant

from .options import names_option
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
    if not named or len(keys) != len(named):
        return None
    wanted = {**item.options, **dict(named)}
    found = [variant for variant in others if variant.options == wanted]
    return found[0] if len(found) == 1 else None
