"""Slots of a draft: what was filled with one fact is read as that fact, once its text reads back to its value."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copilot.evidence import Evidence
from copilot.models import Fact, Slot
from copilot.values import Found, same_id

from .mentions import Mention
from .sentences import word_texts

READ = ("money", "percent", "date", "duration", "count")
"""Types whose text is read as a value; the others are compared word by word."""


@dataclass(frozen=True, slots=True)
class Slotted:
    """The facts of the slots that hold what they say, by place."""

    starts: tuple[int, ...]
    slots: tuple[tuple[Slot, Fact], ...]

    def fact(self, start: int, end: int) -> Fact | None:
        """The fact that this place was filled with."""
        place = bisect_right(self.starts, start) - 1
        if place < 0:
            return None
        slot, fact = self.slots[place]
        return fact if end <= slot.end else None

    def narrowed(self, value: Found) -> Found:
        """The value as the fact has it, where the writing alone leaves a choice."""
        fact = self.fact(value.start, value.end)
        if fact is None or fact.value not in value.values:
            return value
        return replace(value, values=(fact.value,))

    def named(self, mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
        """The mentions between two places, with those of slots in place of what else their words might name."""
        inside = [
            Mention(slot.start, slot.end, (fact,))
            for slot, fact in self.slots
            if start <= slot.start < end and fact.type not in READ
        ]
        others = [m for m in mentions if not any(m.start < slot.end and slot.start < m.end for slot in inside)]
        return tuple(sorted((*others, *inside), key=lambda mention: mention.start))


def slotted(text: str, slots: Sequence[Slot], values: Sequence[Found], evidence: Evidence) -> Slotted:
    """The slots that are believed, in order; one that overlaps another, or says something else, is not."""
    found: list[tuple[Slot, Fact]] = []
    edge = 0
    for slot in sorted(slots, key=lambda slot: (slot.start, slot.end)):
        fact = evidence.by_id.get(slot.fact)
        if fact and edge <= slot.start < slot.end <= len(text) and _reads_back(text, slot, fact, values):
            found.append((slot, fact))
            edge = slot.end
    return Slotted(tuple(slot.start for slot, _ in found), tuple(found))


def _reads_back(text: str, slot: Slot, fact: Fact, values: Sequence[Found]) -> bool:
    said = text[slot.start : slot.end]
    if fact.type in READ:
        inside = [value for value in values if value.start < slot.end and slot.start < value.end]
        whole = all(slot.start <= value.start and value.end <= slot.end for value in inside)
        return whole and any(fact.value in value.values for value in inside)
    if fact.type in ("id", "tracking"):
        return same_id(said, fact.value)
    spoken, known = word_texts(said), word_texts(fact.value)
    return bool(spoken) and (spoken == known or (fact.type == "name" and set(spoken) <= set(known)))
