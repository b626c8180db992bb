"""What facts and rules ask for: the least urgency, and the most that words alone may ask for."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["low", "normal", "high", "urgent"]
LEVELS: tuple[Level, ...] = ("low", "normal", "high", "urgent")


@dataclass(frozen=True, slots=True)
class Floor:
    """The least urgency that one fact or rule asks for, and why, in words."""

    label: Level
    reason: str


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most urgency that words alone may ask for, where the records say that there is time, and why, in words."""

    label: Level
    reason: str
