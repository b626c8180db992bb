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
    holds down words that sound pressing; urgent ones that are not clear and that no floor bears out come to high.
    """
    level, quote, close = _said(weighing, signs, messages)
    floor = max((LEVELS.index(item.label) for item in floors), default=0)
    if ceiling and (held := _held(level, close, LEVELS.index(ceiling.label))) < level:
        level, quote, close = held, ceiling.reason, False
    reasons = [item.reason for item in sorted(floors, key=lambda item: -LEVELS.index(item.label))]
    if quote and level >= floor and not any(quote in reason for reason in reasons):
        reasons.append(quote if ceiling and quote == ceiling.reason else f'"{quote}"')
    alone = not floors or level > floor
    return Urgency(label=LEVELS[max(level, floor)], reasons=reasons, unsure=alone and close)


def _held(level: int, close: bool, most: int) -> int:
    if LEVELS[level] != "urgent":
        return min(level, most)
    return LEVELS.index("high") if close else level


_CLEAR = 0.5
_QUOTED = 120


def _said(weighing: Weighing, signs: Signs, messages: Sequence[Heard]) -> tuple[int, str, bool]:
    """What the words alone come to, the sentence that shows it, and whether it was close."""
    if not messages:
        return LEVELS.index("normal"), "", True
    chances = weighing.of(messages)
    level = int(cheapest(chances))
    told = signs.strongest(messages)
    quote = told[LEVELS[level]].quote[:_QUOTED] if level >= LEVELS.index("high") else ""
    return level, quote, bool(chances[level] < _CLEAR)
