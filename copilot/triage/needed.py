"""A thing that somebody's health may hang on, and that fails, is wrong, or has not come."""

from collections.abc import Sequence

from copilot.models import Intent

from .floors import Floor
from .signs import Heard
from .words import has, place_of

_AMISS = {"damaged_item", "exchange", "warranty", "wrong_item", "missing_item", "late_delivery", "lost_parcel"}
_QUOTED = 120


def needed_for_health(messages: Sequence[Heard], intents: Sequence[Intent]) -> Floor | None:
    """At least high where a message speaks of health and what it wants says that something is amiss."""
    if not any(intent.label in _AMISS for intent in intents):
        return None
    for heard in messages:
        if heard.kinds[place_of("health")]:
            quote = next((part for part in heard.said.parts if has("health", part)), heard.said.text)
            return Floor("high", f'somebody\'s health may hang on it: "{quote[:_QUOTED]}"')
    return None
