"""Gold: what people say about a past ticket. It is kept apart from the ticket, which goes into the flow without it."""

from typing import Any, Literal

from copilot.models import Action, Record


class GoldEntitlement(Record):
    """What an order should have been offered; every key that is given must agree."""

    about: str
    order_id: str
    line_ids: list[str] | None = None
    state: Literal["allowed", "approval", "denied", "unknown"] | None = None
    amount: str | None = None
    fee: str | None = None
    until: str | None = None
    method: str | None = None
    timing: str | None = None
    missing: list[str] = []
    clauses: list[str] = []


class Gold(Record):
    """Labels of one case. A key that is missing was not labelled; an empty list says that there is none."""

    intents: list[str] | None = None
    sentiment: Literal["negative", "neutral", "positive"] | None = None
    urgency: Literal["low", "normal", "high", "urgent"] | None = None
    language: str | None = None
    risks: list[str] | None = None
    order_ids: list[str] | None = None
    entitlements: list[GoldEntitlement] | None = None
    documents: list[str] | None = None
    """Documents that a search should find; by default those that hold the clauses of the entitlements."""
    must_say: list[str] = []
    """`type:value` with canonical values ("money:12.50 EUR", "date:2026-11-30", "text:sleeping bag"), or bare text."""
    must_not_say: list[str] = []
    reply: str | None = None
    """What a good agent wrote."""
    actions: list[Action] = []
    """What that agent had done in the shop system before writing."""
    assertions: list[str] = []
    """What must hold of the reply, in words: for people, and compared with nothing."""
    note: str | None = None


def read_gold(data: Any, calls: dict[str, str]) -> Gold:
    """The labels of a case. `calls` names the entitlement that a tool call in `actions` takes for granted.

    Actions may be tool calls {name, arguments {order_id}} as agent benchmarks record them: those that `calls` names
    become gold entitlements, the others only look things up. Raises pydantic's ValidationError.
    """
    if not isinstance(data, dict):
        return Gold.model_validate(data or {})
    actions = data.get("actions") or []
    made = [action for action in actions if isinstance(action, dict) and "name" in action]
    if not made:
        return Gold.model_validate(data)
    granted = {
        (calls[call["name"]], call["arguments"]["order_id"]): None
        for call in made
        if call["name"] in calls and "order_id" in call.get("arguments", {})
    }
    entitlements = [{"about": about, "order_id": order, "state": "allowed"} for about, order in granted]
    rest = [action for action in actions if action not in made]
    return Gold.model_validate({**data, "actions": rest, "entitlements": entitlements or None})
