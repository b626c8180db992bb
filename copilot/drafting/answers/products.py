"""Questions about products: what the pages say, what is in stock and what it costs."""

from copilot.drafting.answer import Answer
from copilot.drafting.passages import told
from copilot.drafting.text import Line, Value, line
from copilot.evidence import Evidence
from copilot.models import Product

VARIANTS = 8  # of one product that a reply lists


def question(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages found say about it."""
    words = told(evidence, intent)
    return Answer([words]) if words else None


def availability(evidence: Evidence, intent: str) -> Answer | None:
    """Which variants of the products in question there are, what they cost, and which can be ordered."""
    products = _asked(evidence)
    words = told(evidence, intent, 1)
    listed = [_variants(evidence, product) for product in products[:2]]
    if not listed and not words:
        return None
    return Answer([*listed, *([words] if words else [])])


def _asked(evidence: Evidence) -> list[Product]:
    """The products whose name, or its last word, the customer wrote."""
    said = " ".join(evidence.ticket.said).casefold()
    return [
        product
        for product in evidence.products
        if product.name.casefold() in said or f" {product.name.split()[-1].casefold()}" in f" {said}"
    ]


def _variants(evidence: Evidence, product: Product) -> list[Line]:
    facts = evidence.by_id
    whole = f"product:{product.id}"
    lines = [line("variants_of", product=facts[f"{whole}.name"])]
    for variant in sorted(product.variants, key=lambda variant: not variant.available)[:VARIANTS]:
        whose = f"{whole}/variant:{variant.id}"
        options = ", ".join(variant.options.values()) or product.name
        sources = tuple(
            f"{whose}.option.{name}" if f"{whose}.option.{name}" in facts else f"{whose}.{name}"
            for name in variant.options
        )
        key = "variant_available" if variant.available else "variant_unavailable"
        slots: dict[str, Value] = (
            {"options": options, "price": facts[f"{whose}.price"]} if variant.available else {"options": options}
        )
        lines.append(Line(key, slots, (*(s for s in sources if s in facts), f"{whose}.stock")))
    return lines
