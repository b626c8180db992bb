"""What a rule reports, before its code and severity are added."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from copilot.models import Severity

from .reading import Reading

Status = Literal["violated", "unchecked"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a rule found at a place of the draft; `violated` when evidence or policy speaks against it."""

    status: Status
    message: str
    start: int | None = None
    end: int | None = None
    says: str | None = None
    evidence: tuple[str, ...] = ()
    fix: str | None = None


Check = Callable[[Reading], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its code, what it is about in two words, and how grave a violation is.

    `by_grammar`: it goes by the place of verbs, so it is less certain in languages where they may stand anywhere.
    """

    code: str
    about: str
    severity: Severity
    check: Check
    by_grammar: bool = False
