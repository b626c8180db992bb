"""Which documents a search may see: a hard limit, checked on every hit."""

from dataclasses import dataclass
from datetime import date, datetime

from copilot.models import Document, Moment


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search is restricted to; None leaves a side open.

    A document that names regions, channels or tiers is seen only with one of them. An empty string stands for a
    region, channel or tier that is not known: then only documents for everyone are seen. `as_of` is an aware time
    in the shop's zone, whose calendar day decides where a document gives days.
    """

    kinds: tuple[str, ...] | None = None
    region: str | None = None
    channel: str | None = None
    tier: str | None = None
    as_of: datetime | None = None

    def __post_init__(self) -> None:
        if self.as_of is not None and self.as_of.tzinfo is None:
            raise ValueError(f"as_of must be a time with a zone, not {self.as_of!r}; add tzinfo")

    def admits(self, document: Document) -> bool:
        """Whether passages of this document may be shown."""
        return (
            (self.kinds is None or document.kind in self.kinds)
            and _within(self.region, document.regions)
            and _within(self.channel, document.channels)
            and _within(self.tier, document.tiers)
            and (self.as_of is None or in_force(document.effective_from, document.effective_to, self.as_of))
        )


def in_force(start: Moment | None, end: Moment | None, at: datetime) -> bool:
    """Whether `at` is within the period; its last day belongs to it, an instant that ends it does not."""
    return (start is None or _compare(start, at) <= 0) and (
        end is None or (_compare(end, at) > 0 if isinstance(end, datetime) else _compare(end, at) >= 0)
    )


def _within(value: str | None, named: list[str]) -> bool:
    return value is None or not named or value.casefold() in {name.casefold() for name in named}


def _compare(moment: date | datetime, at: datetime) -> int:
    if isinstance(moment, datetime):
        return (moment > at) - (moment < at)
    return (moment > at.date()) - (moment < at.date())
