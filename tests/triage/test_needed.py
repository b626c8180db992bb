"""What somebody's health hangs on is looked at today where it is amiss, however calmly that is told."""

from datetime import UTC, datetime

import pytest

from copilot.models import Message, Shop, Ticket
from copilot.triage import classify


@pytest.mark.parametrize(
    ("body", "hangs"),
    [
        ("Hi, my cpap mask cushion split last night, it is five weeks old. Can I get another one?", True),
        ("Hello, the inhaler spacer came without the valve. Could you post one?", True),
        ("Hello, does the inhaler spacer fit children?", False),
        ("Hello, the mug came with a chip. Can I get another one?", False),
    ],
)
def test_health_and_something_amiss(body: str, hangs: bool) -> None:
    """A question about such a thing, and a fault of another, ask for no haste."""
    ticket = Ticket(id="t1", channel="email", messages=[Message(author="customer", body=body)])
    told = classify(ticket, shop=Shop(), as_of=datetime(2026, 11, 18, 12, tzinfo=UTC)).urgency
    assert any(reason.startswith("somebody's health may hang on it") for reason in told.reasons) == hangs
    assert (told.label in ("high", "urgent")) == hangs
