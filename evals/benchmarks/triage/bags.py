"""Messages as bags of parts, and chances that are rates of being right."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from copilot.models import Message, Ticket
from copilot.triage.reading import Said, read
from copilot.triage.signs import rows_of as rows_as_heard
from copilot.triage.signs import spoken

FILLERS = (
    "Emily Carter", "Stefan Grünwald", "Aïcha Benali", "Ben Okoro", "Giulia Ferraro", "Inês Carvalho", "Sanne de Vries",
    "Marcus", "Hannah", "José", "R. Stone", "Dr. K. Weber", "Élodie Charpentier", "Oliver H.", "Sent from my iPhone",
    "Madison, WI", "24 Elm Road, Leeds", "Tel. 0151 496 0000", "Photo attached", "See the picture", "Foto anbei", "cheers",
    "Thanks", "Ta", "Danke", "Merci", "Gracias", "Grazie", "Obrigada", "Groetjes", "LG", "Kind regards", "xx", "Hi again",
    "on Monday", "last week", "12 November", "Bestellung 40118", "order number 77218", "two", "black", "the blue one",
    "for my mother", "I live in Ghent", "we are four", "as you wrote", "I ordered it online", "it came yesterday",
    "hier ist Weber", "je suis à Lyon", "desde Sevilla", "sono di Torino", "moro no Porto", "ik woon in Breda",
    "Call notes:", "Voicemail:", "Customer says:", "Telefonnotiz:", "@shop", "lol", "hm", "btw",
)  # fmt: skip
"""What stands in messages and shows nothing."""


@dataclass
class Bags:
    """Vectors of whole messages, and of their parts one after the other: message i has `counts[i]` of them."""

    whole: np.ndarray
    parts: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, texts: list[tuple[str | None, str]], padded: bool = False) -> "Bags":
        """Of subjects and texts; `padded` with names and the like as further parts, which show nothing."""
        rows = [rows_of(subject, text) for subject, text in texts]
        if padded:
            draw = np.random.default_rng(0)
            fillers = [rows_of(None, text)[0] for text in FILLERS]
            rows = [
                np.vstack([row, *(fillers[place] for place in draw.choice(len(fillers), draw.integers(0, 3)))])
                for row in rows
            ]
        return cls(
            np.array([row[0] for row in rows]),
            np.vstack([row[1:] for row in rows]),
            np.array([len(row) - 1 for row in rows]),
        )

    @property
    def starts(self) -> np.ndarray:
        return np.concatenate([[0], np.cumsum(self.counts)[:-1]])

    def parts_of(self, places: np.ndarray) -> np.ndarray:
        """Where the parts of these messages stand."""
        starts = self.starts
        return np.concatenate([np.arange(starts[place], starts[place] + self.counts[place]) for place in places])

    def only(self, places: np.ndarray) -> "Bags":
        return Bags(self.whole[places], self.parts[self.parts_of(places)], self.counts[places])


@cache
def rows_of(subject: str | None, text: str) -> np.ndarray:
    """A message as triage hears it: the row of the whole, then those of its parts."""
    said = said_in(subject, text)
    return rows_as_heard((said.text, *said.parts), spoken(said.text))


def said_in(subject: str | None, text: str) -> Said:
    """A message as triage reads it."""
    message = Message(author="customer", body=text)
    return read(Ticket(id="t", channel="email", subject=subject, messages=[message])).said[0]


def asking(subject: str | None, text: str, asked: list[tuple[int, str]], labels: int) -> np.ndarray | None:
    """Which part asks for which label, one row a part, by the words that people marked; None where they are not found."""
    parts = [_plain(part) for part in said_in(subject, text).parts]
    whole = _plain(text)
    found = np.zeros((len(parts), labels), np.float32)
    for label, words in asked:
        start = whole.find(_plain(words))
        end = start + len(_plain(words))
        shared = np.array(
            [
                max(0, min(end, at + len(part)) - max(start, at)) if (at := whole.find(part)) >= 0 else 0
                for part in parts
            ]
        )
        if start < 0 or not shared.any():
            return None
        found[shared >= 0.5 * shared.max(), label] = 1
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def calibration(odds: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(slopes, shifts), one each a label: Platt's, by Newton's method, drawn towards 1 and 0 where examples are few."""
    found = []
    for column, wanted in zip(odds.T, truth.T, strict=True):
        line = np.array([1.0, 0.0])
        rows = np.stack([column, np.ones_like(column)], axis=1).astype(float)
        for _ in range(25):
            shares = chances(rows @ line)
            slope = rows.T @ (shares - wanted) + PRIOR * (line - [1.0, 0.0])
            curve = (rows * (shares * (1 - shares))[:, None]).T @ rows + PRIOR * np.eye(2)
            line = line - np.clip(np.linalg.solve(curve, slope), -1, 1)  # a longer stride may overshoot for good
        found.append(line)
    lines = np.array(found, np.float32)
    return np.maximum(lines[:, 0], 0.2), lines[:, 1]


PRIOR = 5.0


def chances(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
