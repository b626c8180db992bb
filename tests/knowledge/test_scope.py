"""A scope admits a document or does not."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from copilot.knowledge import Scope
from copilot.models import Document


def doc(**keys: Any) -> Document:
    return Document(id="d", text="t", **keys)


@pytest.mark.parametrize(
    ("scope", "keys", "admitted"),
    [
        (Scope(), {"regions": ["EU"], "channels": ["chat"], "tiers": ["gold"], "kind": "policy"}, True),
        (Scope(kinds=("policy",)), {"kind": "policy"}, True),
        (Scope(kinds=("policy",)), {}, False),
        (Scope(region="eu"), {"regions": ["EU", "US"]}, True),
        (Scope(region="EU"), {"regions": []}, True),
        (Scope(region="EU"), {"regions": ["US"]}, False),
        (Scope(region=""), {"regions": ["US"]}, False),
        (Scope(channel="chat"), {"channels": ["email"]}, False),
        (Scope(tier="gold"), {"tiers": ["silver"]}, False),
    ],
)
def test_each_side_is_hard(scope: Scope, keys: dict[str, Any], admitted: bool) -> None:
    """What a document names must be matched; what it leaves open, or the scope leaves open, is."""
    assert scope.admits(doc(**keys)) is admitted


@pytest.mark.parametrize(
    ("start", "end", "admitted"),
    [
        (None, None, True),
        (date(2026, 3, 2), None, True),
        (date(2026, 3, 3), None, False),
        (None, date(2026, 3, 2), True),
        (None, date(2026, 3, 1), False),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), None, True),
        (datetime(2026, 3, 2, 9, 1, tzinfo=UTC), None, False),
        (None, datetime(2026, 3, 2, 9, tzinfo=UTC), False),
        (None, datetime(2026, 3, 2, 9, 1, tzinfo=UTC), True),
    ],
)
def test_dates_are_judged_at_the_as_of_time(start: Any, end: Any, admitted: bool) -> None:
    """The last day belongs to the period, an instant that ends it does not."""
    scope = Scope(as_of=datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert scope.admits(doc(effective_from=start, effective_to=end)) is admitted


def test_days_are_days_of_the_shop() -> None:
    """The zone of the as-of time says which day it is."""
    document = doc(effective_from=date(2026, 3, 3))
    late = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert not Scope(as_of=late).admits(document)
    assert Scope(as_of=late.astimezone(timezone(timedelta(hours=2)))).admits(document)


def test_a_time_without_a_zone_is_refused() -> None:
    """Nobody knows which day a naive time is."""
    with pytest.raises(ValueError, match="a time with a zone"):
        Scope(as_of=datetime(2026, 3, 2))
