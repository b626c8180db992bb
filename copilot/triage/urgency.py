"""How soon a human should look: the words first, then the facts and hard rules below which they cannot fall."""

from collections.abc import Sequence

from copilot.models import Urgency

from .floors import LEVELS, Ceiling, Floor
from .signs import Heard, Signs
from .weighing import Weighing, cheapest


def urgency(
    weighing: Weighing,
    signs: Signs,
    messages: Sequence[Heard],
    floors: Sequence[Floor],
    ceiling: Ceiling | None = None,
) -> Urgency:
    """The label with its reasons; unsure where the words alone decided and did not decide clearly.

    `signs` quote the words; what they come to is weighed together with what is wanted and risked. The `ceiling`
    holds words down by one step, urgent ones unless they are all but sure.
    """
    level, quote, chance = _said(weighing, signs, messages)
    close = chance < _CLEAR
    floor = max((LEVELS.index(item.label) for item in floors), default=0)
    if ceiling and _is_held(level, chance, ceiling):
        level, quote, close = level - 1, ceiling.reason, False
    reasons = [item.reason for item in sorted(floors, key=lambda item: -LEVELS.index(item.label))]
    if quote and level >= floor and not any(quote in reason for reason in reasons):
        reasons.append(quote if ceiling and quote == ceiling.reason else f'"{quote}"')
    alone = not floors or level > floor
    return Urgency(label=LEVELS[max(level, floor)], reasons=reasons, unsure=alone and close)


def _is_held(level: int, chance: float, ceiling: Ceiling) -> bool:
    if LEVELS[level] == "urgent":
        return ceiling.label != "low" and chance < _ALL_BUT_SURE
    return level - 1 == LEVELS.index(ceiling.label)


_CLEAR = 0.5
_ALL_BUT_SURE = 0.8
_QUOTED = 120


def _said(weighing: Weighing, signs: Signs, messages: Sequence[Heard]) -> tuple[int, str, float]:
    """What the words alone come to, the sentence that shows it, and its chance."""
    if not messages:
        return LEVELS.index("normal"), "", 0.0
    chances = weighing.of(messages)
    level = int(cheapest(chances))
    told = signs.strongest(messages)
    quote = told[LEVELS[level]].quote[:_QUOTED] if level >= LEVELS.index("high") else ""
    return level, quote, float(chances[level])
