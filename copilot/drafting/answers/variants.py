"""The version of a thing that a customer wants instead: whether it is there, and what it costs more or less."""

from copilot.drafting.look import Look, options_text
from copilot.drafting.text import Line, Value, line
from copilot.models import OrderItem, Variant
from copilot.values import read_money

OTHERS = 3  # versions that a reply lists in place of one that is sold out


def version_lines(look: Look, item: OrderItem, version: Variant) -> list[Line]:
    """That the version can be had, at which price, and the difference to what was paid."""
    whose = f"product:{item.product_id}/variant:{version.id}"
    price, stock = look.fact(f"{whose}.price"), look.fact(f"{whose}.stock")
    if price is None or stock is None:
        return []
    options = [look.fact(f"{whose}.option.{option}") for option in version.options]
    sources = (stock.id, *(fact.id for fact in options if fact))
    slots: dict[str, Value] = {"options": options_text(version.options)}
    if not version.available:
        return [line("version_sold_out", *sources, **slots), *_others(look, item, version)]
    if look.order.currency != look.evidence.shop.currency:  # the catalogue has no prices in other currencies
        return [line("version_stocked", *sources, **slots)]
    fact = look.fact(f"order:{look.order.id}/line:{item.id}.difference.{version.id}")
    gap: Value = ""
    if fact:
        dearer = "gap_dearer" if version.price > item.unit_price else "gap_cheaper"
        gap = line(dearer, difference=fact) if read_money(fact.value)[0] else line("gap_none", fact.id)
    return [line("version_there", *sources, price=price, gap=gap, **slots)]


def _others(look: Look, item: OrderItem, wanted: Variant) -> list[Line]:
    """What there is instead: the versions that share an option with the one that is wanted."""
    product = next((product for product in look.evidence.products if product.id == item.product_id), None)
    there = [
        variant
        for variant in (product.variants if product else ())
        if variant.available and variant.id != item.variant_id and _alike(variant, wanted)
    ]
    if not there or look.order.currency != look.evidence.shop.currency:
        return []
    listed = []
    for variant in there[:OTHERS]:
        whose = f"product:{item.product_id}/variant:{variant.id}"
        if price := look.fact(f"{whose}.price"):
            sources = tuple(f"{whose}.option.{name}" for name in variant.options)
            options: Value = options_text(variant.options)
            listed.append(line("variant_available", *sources, f"{whose}.stock", options=options, price=price))
    return [line("others_there"), *listed]


def _alike(variant: Variant, wanted: Variant) -> bool:
    """Whether a version shares an option with the one that is wanted, or there is but one to choose."""
    return len(wanted.options) == 1 or bool(set(variant.options.items()) & set(wanted.options.items()))
