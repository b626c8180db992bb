"""What words come to under a ceiling: one step less, and never less than a floor."""

from typing import TYPE_CHECKING

import pytest

from copilot.models import Message, Ticket
from copilot.triage.floors import Ceiling, Floor, Level
from copilot.triage.reading import read
from copilot.triage.signs import hear, shipped
from copilot.triage.urgency import urgency
from copilot.triage.weighing import Weighing, weighing

if TYPE_CHECKING:
    from collections.abc import Sequence

HEARD = hear(read(Ticket(id="t1", channel="email", messages=[Message(author="customer", body="Where is it?")])))


def told(chances: "Sequence[float]", most: Level, *floors: Floor) -> tuple[Level, str]:
    """The label and its first reason where the words come to these chances."""
    import numpy as np

    words = Weighing(np.zeros_like(weighing().weights), np.log(np.array(chances, np.float32)))
    result = urgency(words, shipped("urgency"), HEARD, floors, Ceiling(most, "there is time"))
    return result.label, (result.reasons or [""])[0]


@pytest.mark.parametrize(
    ("chances", "most", "result"),
    [
        ((0.01, 0.04, 0.9, 0.05), "normal", ("normal", "there is time")),
        ((0.01, 0.04, 0.9, 0.05), "high", ("high", '"Where is it?"')),
        ((0.01, 0.04, 0.9, 0.05), "low", ("high", '"Where is it?"')),
        ((0.04, 0.9, 0.05, 0.01), "low", ("low", "there is time")),
        ((0.04, 0.9, 0.05, 0.01), "normal", ("normal", "")),
        ((0.01, 0.04, 0.3, 0.65), "normal", ("high", "there is time")),
        ((0.01, 0.04, 0.3, 0.65), "high", ("high", "there is time")),
        ((0.01, 0.04, 0.3, 0.65), "low", ("urgent", '"Where is it?"')),
        ((0.01, 0.02, 0.02, 0.95), "normal", ("urgent", '"Where is it?"')),
    ],
)
def test_one_step_less(chances: tuple[float, ...], most: Level, result: tuple[Level, str]) -> None:
    """Pressing words come down to the ceiling, urgent ones to high unless they are all but sure."""
    assert told(chances, most) == result


def test_a_floor_stands_under_a_ceiling() -> None:
    """What a fact or a rule asks for is not held down."""
    assert told((0.01, 0.04, 0.9, 0.05), "normal", Floor("high", "a fact")) == ("high", "a fact")
