"""What of a ticket is read: the customer's own words, cut into sentences and the clauses that ask for things."""

import re
from dataclasses import dataclass

from copilot.models import Ticket

from .courtesy import without_courtesy


@dataclass(frozen=True, slots=True)
class Reading:
    """A ticket as triage reads it: `messages` whole (the subject first), `pieces` in order of appearance."""

    messages: tuple[str, ...]
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.messages)


def read(ticket: Ticket) -> Reading:
    """The customer's words without quoted replies; long texts are read at their beginning and their end."""
    messages = tuple(text for text in map(_own_words, ticket.said) if text)
    pieces = dict.fromkeys(piece for message in messages for piece in _pieces(message))
    kept = list(pieces) if len(pieces) <= _MOST_PIECES else [*list(pieces)[:_FIRST], *list(pieces)[-_LAST:]]
    return Reading(messages, tuple(kept))


_MOST = 12_000
_MOST_PIECES = 32
_FIRST, _LAST = 20, 12

_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u200b]+")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\s*\n+\s*")
_CLAUSES = re.compile(
    r"\s*[,;]?\s+(?=(?:and|also|but|then|plus|und|aber|außerdem|et|mais|aussi|y|pero|también|ed?|ma|anche|mas|também|en|maar|ook)\s)"
    r"|\s*;\s+|\s+[–—-]\s+",
    re.IGNORECASE,
)


def _own_words(text: str) -> str:
    clean = text.encode("utf-8", "ignore").decode().replace("\x00", " ")
    if len(clean) > _MOST:
        clean = clean[: _MOST // 2] + "\n" + clean[-_MOST // 2 :]
    unquoted = _QUOTED.sub("", clean).strip()
    return without_courtesy(_SPACES.sub(" ", unquoted or clean).strip())


def _pieces(message: str) -> list[str]:
    """Sentences; a long sentence also falls into its clauses when each of them could stand alone."""
    pieces: list[str] = []
    for sentence in _SENTENCES.split(message):
        clauses = [clause.strip() for clause in _CLAUSES.split(sentence) if clause.strip()]
        apart = len(clauses) > 1 and all(len(clause.split()) >= _CLAUSE_WORDS for clause in clauses)
        pieces += clauses if apart else [sentence.strip()]
    return [piece[:_LONGEST_PIECE] for piece in pieces if any(map(str.isalnum, piece))]


_CLAUSE_WORDS = 4
_LONGEST_PIECE = 600
