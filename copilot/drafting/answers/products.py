"""Questions about products: what the pages say, what is in stock and what it costs."""

from collections.abc import Sequence

from copilot.drafting.answer import Answer
from copilot.drafting.asked import OPEN, lines_asked, names_lines, things_named
from copilot.drafting.look import Look, options_text, you_have
from copilot.drafting.passages import told
from copilot.drafting.said import says
from copilot.drafting.sure import sure_sentences
from copilot.drafting.text import Line, Value, line
from copilot.evidence import Evidence, is_named, names_option
from copilot.evidence import plain as plainly
from copilot.models import Product, Variant

from .beside import anywhere, figures_in
from .codes import code_answer
from .orders import status
from .people import safety
from .prices import discount, price_named
from .reach import reach
from .recalls import recall_lines
from .steps import pass_on
from .versions import other_version

VARIANTS = 6  # of one product that a reply lists


def question(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages found say about it."""
    if evidence.focus.lines:  # the thing is named in another part of the message
        return open_question(evidence, intent)
    if recall_lines(evidence, things_named(evidence)):
        return safety(evidence, "safety")
    if words := sure_sentences(evidence):
        return Answer([[*words, *_yours(evidence, words)]])
    words = told(evidence, intent)
    return Answer([words]) if words else None


def open_question(evidence: Evidence, _: str) -> Answer | None:
    """A question that no kind of request covers: what the page of the thing or another one says, else None."""
    known = evidence.identity.verified and not evidence.ticket.in_public
    if price_named(evidence) or (known and code_answer(evidence)):
        return discount(evidence, "discount")
    if _another_size(evidence):
        return other_version(evidence, "exchange")
    if recall_lines(evidence, things_named(evidence)):
        return safety(evidence, "safety")
    if says(evidence, "sends") and (reached := reach(evidence, "reach")):
        return reached
    if words := sure_sentences(evidence):
        return Answer([[*words, *_yours(evidence, words)]])
    named = [(order, lines_asked(evidence, order)) for order in evidence.focus.orders if names_lines(evidence, order)]
    if not named or evidence.ticket.in_public:
        return None
    order, lines = named[0]
    if order.status in OPEN and says(evidence, "asks_when"):
        return status(evidence, "order_status")
    todo = pass_on(f"Answer the question about {', '.join(item.name for item in lines)} that no page answers.")
    return Answer([[line("holding_about", items=Look(evidence, order).items(lines))]], steps=[todo])


def _another_size(evidence: Evidence) -> bool:
    """Whether another version of a thing that the customer has is asked for, by its size or its name."""
    items = [i for order in evidence.focus.orders if names_lines(evidence, order) for i in lines_asked(evidence, order)]
    own = {item.product_id for item in items}
    if any(product.id not in own and is_named(evidence.ticket, product.name) for product in evidence.products):
        return False  # it is another thing that is wanted
    return says(evidence, "may_have") and any(evidence.version_wanted(item) for item in items)


def _yours(evidence: Evidence, words: Sequence[Line]) -> list[Line]:
    """Which version the customer has of a thing whose page tells versions apart in these words."""
    if evidence.ticket.in_public or not evidence.identity.verified:
        return []
    text = plainly(" ".join(str(one.slots["text"]) for one in words))
    said = plainly(evidence.ticket.last_said[:2000])
    sold = {product.id: product for product in evidence.products}
    for order in evidence.focus.orders:
        for item in lines_asked(evidence, order) if names_lines(evidence, order) else ():
            product = sold.get(item.product_id)
            variants = product.variants if product else []
            values = {value for v in variants for value in v.options.values() if any(map(str.isdigit, value))}
            own = any(names_option(said, value) for value in item.options.values())
            told_apart = not own and any(names_option(text, value) for value in values)
            if item.options and len(variants) > 1 and told_apart:
                return [you_have(Look(evidence, order), item)]
    return []


def availability(evidence: Evidence, intent: str) -> Answer | None:
    """Whether what the customer names is there; else what of the same thing is, and what the pages say."""
    if price_named(evidence):
        return discount(evidence, "discount")
    products = [product for product in evidence.products if is_named(evidence.ticket, product.name)]
    had = {item.product_id for order in evidence.orders for item in order.items}
    new = [product for product in products if product.id not in had]
    found = [lines for product in (new or products)[:2] if (lines := _there(evidence, product))]
    words = [] if found else sure_sentences(evidence) or told(evidence, intent, 1)
    return Answer([*found, *([words] if words else [])]) if found or words else None


def _there(evidence: Evidence, product: Product) -> list[Line]:
    """The variants that have every option named; the others that are there, where none of these is."""
    text = plainly(" ".join(evidence.ticket.said)[:4000])
    named = {
        (key, value)
        for variant in product.variants
        for key, value in variant.options.items()
        if names_option(text, value)
    }
    keys = {key for key, _ in named}
    wanted = [
        variant
        for variant in product.variants
        if named and all((key, variant.options.get(key)) in named for key in keys)
    ]
    if len(wanted) == 1 and wanted[0].available:
        return [_one(evidence, product, wanted[0], "wanted_there")]
    if wanted and not any(variant.available for variant in wanted):
        there = [variant for variant in product.variants if variant.available]
        near = [variant for variant in there if set(variant.options.items()) & named] or there
        gone = [_one(evidence, product, variant, "wanted_gone") for variant in wanted[:1]]
        rest = [_listed(evidence, product, one, "variant_offered") for one in near[:VARIANTS]]
        back = _back(evidence, product)
        return [*gone, *back, *([line("others_there"), *rest] if rest else [])]
    listed = sorted(wanted or product.variants, key=lambda variant: not variant.available)[:VARIANTS]
    name = evidence.by_id[f"product:{product.id}.name"]
    missed = not all(variant.available for variant in listed) and says(evidence, "asks_when")
    back = _back(evidence, product) if missed else []
    return [line("variants_of", product=name), *(_listed(evidence, product, one) for one in listed), *back]


def _back(evidence: Evidence, product: Product) -> list[Line]:
    """How one hears that it is back; nothing where its page names a day, which may be that one."""
    own = [page.text for page in evidence.documents if page.title.casefold() == product.name.casefold()]
    dated = any(type == "date" for text in own for type, _ in figures_in(evidence, text))
    return [] if dated else anywhere(evidence, "back_in_stock")


def _one(evidence: Evidence, product: Product, variant: Variant, key: str) -> Line:
    """One variant in a sentence."""
    whose, options = f"product:{product.id}/variant:{variant.id}", options_text(variant.options)
    slots: dict[str, Value] = {"product": evidence.by_id[f"product:{product.id}.name"], "options": options}
    if key == "wanted_there":
        slots["price"] = evidence.by_id[f"{whose}.price"]
    return Line(key, slots, _sources(evidence, product, variant))


def _listed(evidence: Evidence, product: Product, variant: Variant, there: str = "variant_available") -> Line:
    """One variant in a list; `there` is how one that is in stock is put."""
    options = options_text(variant.options) or product.name
    key = there if variant.available else "variant_unavailable"
    slots: dict[str, Value] = {"options": options}
    if variant.available:
        slots["price"] = evidence.by_id[f"product:{product.id}/variant:{variant.id}.price"]
    return Line(key, slots, _sources(evidence, product, variant))


def _sources(evidence: Evidence, product: Product, variant: Variant) -> tuple[str, ...]:
    whose = f"product:{product.id}/variant:{variant.id}"
    options = [f"{whose}.option.{name}" for name in variant.options]
    return (*(id for id in options if id in evidence.by_id), f"{whose}.stock")
