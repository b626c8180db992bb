"""What customers usually ask beside their requests, as far as a page answers it: PO boxes, codes, gift cards."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from copilot.drafting.answer import Answer
from copilot.drafting.phrases import Phrases, phrases
from copilot.drafting.text import Line, Sum, line
from copilot.drafting.topics import is_about
from copilot.drafting.units import opens, units_of
from copilot.evidence import Evidence, plain
from copilot.models import Document
from copilot.policy import ScopedClause, region_names
from copilot.shipped import read_words
from copilot.values import find_values

from .beside import anywhere
from .reach import country_named
from .steps import pass_on

LONGEST = 2000  # code points of what the customer wrote that are read for what it is about
TOLD = frozenset({"card_replaced", "no_vat_later"})
"""Usual questions that are asked by telling what they are about: "my old card is blocked"."""

ABOUT = {
    "card_valid": ("a_gift_card",),
    "card_in_parts": ("a_gift_card",),
    "card_no_top_up": ("a_gift_card",),
    "refund_same_way": ("money_back",),
    "card_replaced": ("money_back",),
    "no_form": ("privacy", "delete"),
}
"""What the customer has to speak of where the words of a question alone may be about anything: "does it expire?"."""

TAKES_OVER = {
    "sent_ahead": ("change_item", "order_status"),
    "card_valid": ("gift_card",),
    "card_in_parts": ("gift_card", "change_payment"),
    "card_no_top_up": ("gift_card", "change_payment"),
    "codes_not_on": ("gift_card", "discount"),
    "one_code": ("discount", "loyalty"),
    "no_points": ("loyalty", "discount"),
    "invoice_comes": ("invoice",),
}
"""Requests that a usual question looks like, and that its answer stands for."""
DONE = {"sent_ahead": "Send the other things of the order ahead."}
"""What is to be done where the customer asks for it."""
WAYS_TOLD = frozenset(
    {"amount", "amount_all", "if_amount", "share", "refund_or", "refund_offer", "refund_doing", "refund_made"}
    | {"credit_doing"}
)
"""Sentences that name the way that money goes back."""


def usual_answer(evidence: Evidence, intent: str, told: Sequence[Answer]) -> Answer | None:
    """Our sentence, or the page's, for each usual question of the last message; none that was `told` already."""
    if intent == "safety":
        return None
    pairs = [(key, one) for key in _asked(evidence) for one in _told(evidence, key) if not _is_told(key, one, told)]
    if WAYS_TOLD & {part.key for part in _parts(told)}:
        pairs = [(key, one) for key, one in pairs if key != "refund_same_way"]
    steps = [pass_on(DONE[key]) for key, _ in pairs if key in DONE]
    return Answer([[one for _, one in pairs]], steps=steps) if pairs else None


def asks_usual(evidence: Evidence, told: Sequence[Answer]) -> bool:
    """Whether usual questions are asked that were all answered already."""
    keys = _asked(evidence)
    return bool(keys) and all(any(_is_told(key, one, told) for one in _told(evidence, key)) for key in keys)


def _is_told(key: str, said: Line, told: Sequence[Answer]) -> bool:
    """Whether our sentence for it was said already, or the page's words for it."""
    return any(part.key == key or part == said for part in _parts(told))


def _parts(told: Sequence[Answer]) -> list[Line]:
    return [part for answer in told for paragraph in answer.said for part in paragraph]


def _asked(evidence: Evidence) -> list[str]:
    """The usual questions of the last message, in their order, and what is asked by being told at all."""
    found: dict[str, None] = {}
    said = " ".join(evidence.ticket.said)[:LONGEST]
    for unit in units_of(evidence.ticket.last_said):
        asks = unit.question or unit.wish or opens(unit.words)
        found |= dict.fromkeys(key for key in _usual().said_in(plain(unit.words)) if asks or key in TOLD)
    return [key for key in found if key not in ABOUT or any(is_about(said, topic) for topic in ABOUT[key])]


def takes_over(evidence: Evidence, intent: str) -> bool:
    """Whether a usual question that a page answers only looks like this request."""
    return any(intent in TAKES_OVER.get(key, ()) and _told(evidence, key) for key in _asked(evidence))


def _told(evidence: Evidence, key: str) -> list[Line]:
    if key == "postage_to":
        return _postage(evidence)
    if key == "refund_same_way":
        rules = [s.clause.id for s in evidence.policy if s.clause.about == "refund" and s.clause.method == WAY_PAID]
        return [line(key, rules[0])] if rules else []
    return anywhere(evidence, key)


WAY_PAID = "original payment method"
"""How policies put that money goes back the way it came."""


def _postage(evidence: Evidence) -> list[Line]:
    """What postage is to the customer's country, and from what sum it is free, where no other country is named."""
    customer, named = evidence.customer, country_named(evidence.ticket.last_said)
    home = customer.address.country if customer and customer.address else None
    for scoped in _of_region(evidence, home) if home and (named is None or named[0] == home) else ():
        page = next((document for document in evidence.documents if document.id == scoped.document), None)
        cells = [cell.strip() for cell in scoped.clause.quote.split("|")]
        if page and len(cells) > 2 and _free_from(page, cells):
            fee, least = (_sum(evidence, cell, page) for cell in cells[1:3])
            if fee and least:
                return [line("postage_to", scoped.clause.id, fee=fee, least=least)]
    return []


def _of_region(evidence: Evidence, country: str) -> list[ScopedClause]:
    """The rules in force about parcels to a country."""
    own = region_names(country)
    return [
        scoped
        for scoped in evidence.policy
        if (scoped.clause.about, scoped.clause.effect) == ("shipping", "grant")
        and not scoped.clause.when.tags
        and any(asked & own for asked in scoped.scope.get("regions", ()))
        and scoped.stands_on(evidence.as_of, evidence.shop.zone)
    ]


def _free_from(page: Document, cells: list[str]) -> bool:
    """Whether the third column of the table that this row stands in is the sum from which postage is free."""
    rows = [
        [cell.strip() for cell in row.strip().strip("|").split("|")] for row in page.text.splitlines() if "|" in row
    ]
    heads = next((row for row in rows if len(row) == len(cells) and is_about(row[2], "free_from")), None)
    return heads is not None and cells in rows


def _sum(evidence: Evidence, cell: str, page: Document) -> Sum | None:
    found = find_values(cell, language="en", currency=evidence.shop.currency, today=evidence.today)
    sums = [one.values[0] for one in found if one.type == "money"]
    return Sum(sums[0], (page.id,)) if len(sums) == 1 else None


@cache
def _usual() -> Phrases:
    text = files("copilot.drafting").joinpath("usual.yaml").read_text("utf-8")
    return phrases({str(key): list(own) for key, own in read_words(text).items()})
