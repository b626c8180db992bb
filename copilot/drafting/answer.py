"""What one request is answered with: what is said, what is asked, and what the agent has to do."""

from collections.abc import Callable
from dataclasses import dataclass, field

from copilot.evidence import Evidence
from copilot.models import NextStep

from .text import Line

Paragraph = list[Line]


@dataclass(frozen=True, slots=True)
class Answer:
    """`asked` are questions to the customer, which a reply puts once at its end."""

    said: list[Paragraph] = field(default_factory=list)
    asked: list[Line] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)


Answering = Callable[[Evidence, str], Answer | None]
"""From the evidence and the intent to an answer; None where the evidence does not carry one."""
