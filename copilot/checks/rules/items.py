"""F013, F017: items on their orders, and things beside them; F014: what is in stock; F016: what became of returns."""

from collections.abc import Iterator, Sequence

from copilot.checks.certainty import against
from copilot.checks.mentions import Mention
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.claims import asserting
from copilot.checks.sentences import Word
from copilot.checks.statements import ReadSentence, Statement
from copilot.checks.stems import is_content, stem
from copilot.checks.truth import happened
from copilot.checks.vocabulary import Vocabulary
from copilot.models import Product, Variant

_TAKEN = ("received", "refunded", "accepted", "approved", "completed")
_REFUSED = ("rejected", "refused", "declined")


def misplaced(reading: Reading) -> Iterator[Problem]:
    """Each item that is said to be on the one order that a statement names, and stands on another."""
    for sentence in reading.sentences:
        for statement in sentence.statements:
            inside = [m for m in sentence.mentions if statement.start <= m.start < statement.end]
            named = {f.subject for m in inside for f in m.of("id") if f.role == "order_id"}
            if sentence.quoted or len(named) != 1:
                named = {f.subject for m in sentence.mentions for f in m.of("id") if f.role == "order_id"}
                if len(named) != 1 or not statement.asserts:
                    continue
            for mention in inside:
                homes = {f.subject.partition("/line:")[0] for f in mention.of("product") if f.role == "item"}
                if homes & _named_behind(sentence, mention):
                    continue
                if homes and not homes & named and not _beside_stock(reading, statement):
                    says = reading.text[mention.start : mention.end]
                    message = f"{says!r} is on {', '.join(sorted(homes))}, not on {next(iter(named))}"
                    yield Problem("violated", message, mention.start, mention.end, says, (mention.facts[0].id,))


def _named_behind(sentence: ReadSentence, item: Mention) -> set[str]:
    """The order that is named first behind an item: "the lamp from QM-1 and the rug (€9) from QM-2"."""
    behind = (m for m in sentence.mentions if m.start >= item.end)
    return next((found for m in behind if (found := {f.subject for f in m.of("id") if f.role == "order_id"})), set())


def unknown(reading: Reading) -> Iterator[Problem]:
    """Each thing that is listed beside an item and that nothing in the evidence is called ("your tent and hammock")."""
    know = reading.vocabulary
    if know is None:
        return
    for sentence in reading.sentences:
        spoken = sentence.sentence.words
        taken = [(m.start, m.end) for m in sentence.mentions] + [(v.start, v.end) for v in sentence.values]
        for item in (m for m in sentence.mentions if m.of("product") and not sentence.quoted):
            behind = [word for word in spoken if word.start >= item.end]
            joint = reading.text[item.end : behind[0].start] if behind else ""
            if behind and (behind[0].text == "and" or joint.strip() in ("+", "&")):
                named = [w for w in behind[behind[0].text == "and" :][:LISTED] if not know.is_("determiners", w)]
                ends = next((n for n, w in enumerate(named, 1) if _stops(reading.text, w)), 0)
                thing = named[:ends]
                plain = any(
                    any(s <= w.start < e for s, e in taken) or stem(w.text) in reading.customers_stems for w in thing
                )
                if thing and not plain and all(is_content(w.text) and not know.is_("plain", w) for w in thing):
                    says = reading.text[thing[0].start : thing[-1].end]
                    message = f"nothing in the evidence is called {says!r}"
                    yield Problem("unchecked", message, thing[0].start, thing[-1].end, says)


def _stops(text: str, word: Word) -> bool:
    """Whether a list ends behind a word: a bracket, a stop, a line's end."""
    return text[word.end : word.end + 2].strip(" ")[:1] in ("(", ")", ".", ",", ";", ":", "\n", "")


LISTED = 3  # words behind the joint that may name a thing


def stock(reading: Reading) -> Iterator[Problem]:
    """Each variant that is said to be in stock or sold out, against the catalogue."""
    know = reading.vocabulary
    if know is None:
        return
    for sentence, statement in asserting(reading):
        have, gone = know.says("in_stock", statement.words), know.says("sold_out", statement.words)
        wanted = have is not know.says("negation", _besides(statement.words, know, "in_stock", "sold_out"))
        variants = _variants(reading, sentence, statement) if have is not gone else []
        if variants and not any(variant.available is wanted for variant in variants):
            says = reading.text[statement.start : statement.end]
            message = f"says that it {'can' if wanted else 'cannot'} be had, and the catalogue says otherwise"
            yield Problem(
                against(not (gone and _waited_for(reading, statement))), message, statement.start, statement.end, says
            )


def _waited_for(reading: Reading, statement: Statement) -> bool:
    """Whether what a statement names is on back-order for the customer, so that the catalogue may be behind."""
    named = ((order, statement.lines.get(order.id)) for order in statement.orders)
    return any(lines and happened("backorder", order, lines, reading.evidence) for order, lines in named)


def _besides(spoken: Sequence[Word], know: Vocabulary, *lists: str) -> list[Word]:
    """The words that belong to no phrase of these lists."""
    taken = {n for name in lists for at, length, _ in know.lists[name].find(spoken) for n in range(at, at + length)}
    return [word for place, word in enumerate(spoken) if place not in taken]


def return_states(reading: Reading) -> Iterator[Problem]:
    """Each return that is said to be accepted or rejected, against its record."""
    know = reading.vocabulary
    if know is None:
        return
    for sentence in reading.sentences:
        states = {back.state.casefold() for order in sentence.orders for back in order.returns}
        for statement in sentence.statements:
            if _taken_for_granted(reading, statement):
                says = reading.text[statement.start : statement.end]
                yield Problem("unchecked", "no record has it back", statement.start, statement.end, says)
            if not states or statement.mood != "asserted" or "return" not in {w.text for w in statement.words}:
                continue
            here = any(back.received_at is not None for order in sentence.orders for back in order.returns)
            denied = know.says("negation", statement.words)
            if know.says("back_here", statement.words) and here is denied:
                says = reading.text[statement.start : statement.end]
                message = f"the return has {'' if here else 'not '}been received"
                yield Problem("violated", message, statement.start, statement.end, says)
            if denied:
                continue
            for name, states_against in (("accepting", _REFUSED), ("rejecting", _TAKEN)):
                if know.says(name, statement.words) and states <= set(states_against):
                    says = reading.text[statement.start : statement.end]
                    message = f"the return's state is {', '.join(sorted(states))}"
                    yield Problem("violated", message, statement.start, statement.end, says)


def _taken_for_granted(reading: Reading, statement: Statement) -> bool:
    """Whether something is taken to be back with us that no record has ("now that the set has reached us")."""
    know = reading.vocabulary
    if know is None or not statement.orders or statement.mood in ("question", "quoted") or "return" in statement.texts:
        return False
    if any(back.received_at is not None for order in statement.orders for back in order.returns):
        return False
    given = statement.mood == "asserted" or know.says("presupposing", statement.words)
    to_come = any(know.says(what, statement.words) for what in ("future", "negation", "obligation", "permission"))
    return given and not to_come and know.says("back_here", statement.words)


def _beside_stock(reading: Reading, statement: Statement) -> bool:
    know = reading.vocabulary
    return know is not None and (know.says("in_stock", statement.words) or know.says("sold_out", statement.words))


def _variants(reading: Reading, sentence: ReadSentence, statement: Statement) -> list[Variant]:
    """The variants that the options of a statement choose, of the products named in its sentence or before it."""
    options = [m for m in sentence.mentions if m.of("option") and statement.start <= m.start < statement.end]
    products = [m for m in sentence.mentions if m.of("product")] or list(sentence.before)
    ids = {_product_of(reading, f.subject) for m in products for f in m.of("product")}
    chosen: list[Product] = [p for p in reading.evidence.products if not ids or p.id in ids]
    values = [{fact.value.casefold() for fact in mention.of("option")} for mention in options]
    return [
        variant
        for product in chosen
        for variant in product.variants
        if values and all(choice & {v.casefold() for v in variant.options.values()} for choice in values)
    ]


def _product_of(reading: Reading, subject: str) -> str:
    """The product's id of a line or of a product's own subject."""
    if subject.startswith("product:"):
        return subject.removeprefix("product:").partition("/")[0]
    order_id, _, line = subject.removeprefix("order:").partition("/line:")
    order = next((o for o in reading.evidence.orders if o.id == order_id), None)
    return next((item.product_id for item in order.items if item.id == line), "") if order else ""
