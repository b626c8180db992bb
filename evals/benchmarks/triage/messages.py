"""Messages as triage reads them: parts, tokens, and the rows that nothing is taught about."""

from dataclasses import dataclass

import numpy as np

from copilot.models import Message as Turn
from copilot.models import Ticket
from copilot.triage.reading import Reading, Said, read
from copilot.triage.signs import rows_known, spoken
from copilot.triage.taught import Stretch, stretches, tokens


@dataclass
class Message:
    """Its parts; the stretches of tokens of an English one; a row for the whole and one a part, float32."""

    parts: tuple[str, ...]
    stretches: list[Stretch]
    rows: np.ndarray

    @property
    def tokens(self) -> int:
        return sum(len(stretch.ids) for stretch in self.stretches)


def message(subject: str | None, text: str) -> Message:
    said = said_in(subject, text)
    language = spoken(said.text)
    read_at_once = list(stretches(tokens(said.parts))) if language == "en" else []
    (rows,) = rows_known([said], language)
    return Message(said.parts, read_at_once, rows)


def said_in(subject: str | None, text: str) -> Said:
    """A message as triage reads it."""
    return reading_of(subject, text).said[0]


def reading_of(subject: str | None, text: str) -> Reading:
    """A ticket of one message as triage reads it."""
    turn = Turn(author="customer", body=text)
    return read(Ticket(id="t", channel="email", subject=subject, messages=[turn]))
