"""Examples of tone: replies that people approved in cases like this one, without the facts of those cases."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from copilot.models import Customer, Order, Review, Ticket, Triage
from copilot.privacy import known_personal
from copilot.values import find_values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Embed = Callable[[Sequence[str]], NDArray[np.float32]]

MOST = 2
CLOSE = 0.35
"""Cosine of two customers' messages below which their cases have little in common."""


@dataclass(frozen=True, slots=True)
class _Case:
    said: str
    reply: str


def examples(
    ticket: Ticket, triage: Triage, approved: Sequence[tuple[Review, Mapping[str, Any]]], embed: "Embed"
) -> tuple[str, ...]:
    """At most two approved replies to customers who wrote alike, in the language of this ticket, the closest first.

    `approved` are reviews with the evidence records that they rest on. Values, ids, names and contacts are replaced by
    what they are ("[money]"), so that an example lends its tone and never a fact.
    """
    wanted = {intent.label for intent in triage.intents}
    cases = [
        _Case(_said(past), _faceless(review, records))
        for review, records in approved
        if review.draft.language == triage.language
        and wanted & {intent.label for intent in review.triage.intents}
        and (past := Ticket.model_validate(records["ticket"])).id != ticket.id
    ]
    if not cases:
        return ()
    asked, *others = embed([_said(ticket), *(case.said for case in cases)])
    near = sorted(((float(asked @ other), case.reply) for other, case in zip(others, cases, strict=True)), reverse=True)
    return tuple(dict.fromkeys(reply for cosine, reply in near if cosine >= CLOSE))[:MOST]


def _said(ticket: Ticket) -> str:
    return f"{ticket.subject or ''}\n{ticket.last_said}".strip()[:_READ]


_READ = 1000


def _faceless(review: Review, records: Mapping[str, Any]) -> str:
    """The reply with every value and every personal word of its own case taken out."""
    orders = [Order.model_validate(order) for order in records["orders"]]
    text, language = review.draft.text, review.draft.language
    values = find_values(text, language=language, currency=records["shop"]["currency"], today=review.as_of.date())
    spans: list[tuple[int, int, str]] = [(value.start, value.end, value.type) for value in values]
    customer = Customer.model_validate(records["customer"]) if records["customer"] else None
    for one in known_personal(customer, orders, records["ticket"].get("customer_email")):
        spans += [(at, at + len(word), one.kind) for word in (one.value, *one.variants) for at in _places(text, word)]
    spans += [(at, at + len(item.name), "item") for order in orders for item in order.items
              for at in _places(text, item.name)]  # fmt: skip
    return _without(text, spans)


def _places(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + len(word))
    return found


def _without(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """The text with each span named instead of shown; where spans meet, the longest one."""
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if end > start and all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, kind))
    for start, end, kind in sorted(kept, reverse=True):
        text = f"{text[:start]}[{kind}]{text[end:]}"
    return text
