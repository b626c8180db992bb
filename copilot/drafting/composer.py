"""A reply without a model: each request is answered from evidence and entitlements, or handed to a person."""

from collections.abc import Callable, Sequence

from copilot.evidence import Evidence
from copilot.models import Channel, Draft, Order, Triage
from copilot.prompts import has_copy, load_copy

from .orders import OPEN, cancel_lines, detail_lines, status_lines
from .text import Line, line, render

Paragraph = list[Line]
Answer = Callable[[Evidence], list[Paragraph] | None]

ASKS_NOTHING = ("praise",)
MANY = 3  # more orders than this are not told one by one: the reply lists them and asks


def compose(evidence: Evidence, triage: Triage) -> Draft:
    """A draft that states only facts of the evidence and promises only what the entitlements allow."""
    language = triage.language if has_copy(triage.language) else "en"
    copy = load_copy(language)
    text, citations, slots = render(_letter(evidence, triage), copy, _locale(evidence, language))
    return Draft(text=text, language=language, author="composer", citations=citations, slots=slots)


def _letter(evidence: Evidence, triage: Triage) -> list[Paragraph]:
    body = _body(evidence, [intent.label for intent in triage.intents])
    return [_greeting(evidence), *body, *_closing(evidence, evidence.ticket.channel)]


def _body(evidence: Evidence, intents: Sequence[str]) -> list[Paragraph]:
    if evidence.ticket.in_public:
        return [[line("public")]]
    wanted = tuple(dict.fromkeys(answer for intent in intents if (answer := _answer(intent))))
    if not evidence.identity.verified:
        return [[line("verify")]] if wanted else [[line("holding")]]
    answers = {answer: paragraphs for answer in wanted if (paragraphs := answer(evidence))}
    body = [_foreign(evidence), *(paragraph for paragraphs in answers.values() for paragraph in paragraphs)]
    if not answers:
        return [*body, [line("holding")]]
    if any(_answer(intent) not in answers for intent in intents if intent not in ASKS_NOTHING):
        body.append([line("holding_also")])
    return body


def _answer(intent: str) -> Answer | None:
    return next((answer for intents, answer in ANSWERS if intent in intents), None)


def _status(evidence: Evidence) -> list[Paragraph]:
    """Where the orders in question are; without a hint, those that are still open."""
    orders = evidence.focus.orders
    if evidence.focus.how == "all":
        orders = tuple(order for order in orders if order.status in OPEN) or orders
    return _each(evidence, orders, status_lines)


def _details(evidence: Evidence) -> list[Paragraph]:
    return _each(evidence, evidence.focus.orders, detail_lines)


def _cancel(evidence: Evidence) -> list[Paragraph] | None:
    """Whether the orders in question can be cancelled; nothing unless every one of them is decided."""
    orders = evidence.focus.orders
    if evidence.focus.how == "all":
        orders = tuple(order for order in orders if order.status in OPEN) or orders
    if len(orders) > MANY or not orders:
        return _each(evidence, orders, status_lines)
    decided = [lines for order in orders if (lines := cancel_lines(evidence, order))]
    return decided if len(decided) == len(orders) else None


ANSWERS: tuple[tuple[tuple[str, ...], Answer], ...] = (
    (("order_status", "late_delivery"), _status),
    (("order_details",), _details),
    (("cancel",), _cancel),
)


def _each(
    evidence: Evidence, orders: Sequence[Order], lines: Callable[[Evidence, Order], list[Line]]
) -> list[Paragraph]:
    """One paragraph an order; a list and a question where there are too many to tell one by one."""
    if not orders:
        return [[line("no_orders")]] if not evidence.focus.foreign else []
    if len(orders) <= MANY:
        return [lines(evidence, order) for order in orders]
    facts = evidence.by_id
    listed = [
        line("order_line", order=facts[f"order:{order.id}.order_id"], status=facts[f"order:{order.id}.status"])
        for order in orders
    ]
    return [[line("which_order"), *listed]]


def _foreign(evidence: Evidence) -> Paragraph:
    return [line("foreign_order", "ticket", order=id) for id in evidence.focus.foreign]


def _greeting(evidence: Evidence) -> Paragraph:
    customer = evidence.customer
    if customer is None or evidence.ticket.in_public:
        return [line("greeting_unknown")]
    return [Line("greeting", {"customer": customer.first_name}, (f"customer:{customer.id}.name",))]


def _closing(evidence: Evidence, channel: Channel) -> list[Paragraph]:
    """A sign-off where the channel has one, and the shop's own notice about automation where it wants one."""
    shop = evidence.shop
    closing: list[Paragraph] = []
    if channel == "email":
        closing.append([Line("sign_off", {"shop": shop.name}, ("shop.name",)) if shop.name else line("sign_off_plain")])
    if shop.automation_disclosure:
        closing.append([line("disclosure", "shop.automation_disclosure", text=shop.automation_disclosure)])
    return closing


def _locale(evidence: Evidence, language: str) -> str:
    """The shop's locale where it speaks this language, else the language's own."""
    return evidence.shop.locale if evidence.shop.locale.split("_")[0] == language else language
