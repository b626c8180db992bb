"""A floor: the least urgency that a fact or a rule asks for."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["low", "normal", "high", "urgent"]
LEVELS: tuple[Level, ...] = ("low", "normal", "high", "urgent")


@dataclass(frozen=True, slots=True)
class Floor:
    """The least urgency that one fact or rule asks for, and why, in words."""

    label: Level
    reason: str
