"""Whether a customer tells that another version came than the one ordered: "I picked oat, and you sent rust"."""

from collections.abc import Sequence

from copilot.evidence import names_option, plain
from copilot.models import OrderItem, Product

from .said import places

LONGEST = 1000  # code points of a text that are read


def came_otherwise(words: str, item: OrderItem, products: Sequence[Product]) -> bool:
    """Whether the item's own option stands behind a word of ordering, and another one behind a word of coming."""
    text = plain(words[:LONGEST])
    ordered, came = places(text, "ordered"), places(text, "came")
    if not ordered or not came:
        return False
    told = sorted([*((at, "ordered") for at in ordered), *((at, "came") for at in came)])
    ends = [*(at for at, _ in told[1:]), len(text)]
    pieces = {what: " ".join(text[at:end] for (at, own), end in zip(told, ends, strict=True) if own == what)
              for what in ("ordered", "came")}  # fmt: skip
    return any(
        names_option(f"{pieces['ordered']} ", own)
        and not names_option(f"{pieces['came']} ", own)
        and any(names_option(f"{pieces['came']} ", other) for other in _others(key, own, item, products))
        for key, own in item.options.items()
    )


def _others(key: str, own: str, item: OrderItem, products: Sequence[Product]) -> set[str]:
    """What else this option can be in the catalogue."""
    variants = [v for product in products if product.id == item.product_id for v in product.variants]
    return {value for v in variants if (value := v.options.get(key)) and value != own}
