"""What of a ticket is read: the customer's own words, cut into sentences and the clauses that ask for things."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from copilot.models import Ticket

from .automatic import has_automatic_subject
from .courtesy import without_courtesy


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the customer: its text, and the sentences and clauses that it falls into."""

    text: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a customer said, oldest first; `latest` is the first message that no agent has answered."""

    said: tuple[Said, ...]
    latest: int = 0

    @property
    def messages(self) -> tuple[str, ...]:
        return tuple(message.text for message in self.said)

    @property
    def pieces(self) -> tuple[str, ...]:
        """The parts of all messages."""
        return tuple(piece for message in self.said for piece in message.parts)

    @property
    def text(self) -> str:
        return "\n".join(self.messages)


def read(ticket: Ticket) -> Reading:
    """The customer's words without quoted replies; long texts are read at their beginning and their end.

    A subject belongs to the first message, unless it is that of an older exchange.
    """
    subject = ticket.subject or ""
    opening = "" if _answered().match(subject) or has_automatic_subject(ticket) else subject
    said: dict[str, None] = {}
    latest = 0
    for turn in ticket.messages:
        if turn.author == "agent":
            latest = len(said)
        elif text := _own_words(f"{opening}\n{turn.body}" if opening else turn.body):
            said.setdefault(text)
            opening = ""
    if not said and (text := _own_words(subject)):
        said.setdefault(text)
    kept = _ends(list(said), _FIRST_MESSAGES, _LAST_MESSAGES)
    latest = min(max(0, latest - (len(said) - len(kept))), max(0, len(kept) - 1))
    return Reading(tuple(Said(text, parts(text)) for text in kept), latest)


def parts(message: str) -> tuple[str, ...]:
    """The sentences and clauses of a message, those in the middle of a very long one left out."""
    return tuple(_ends(_pieces(message), _FIRST, _LAST))


def sentence_of(words: str, message: str) -> str | None:
    """The sentence that holds the words, or those that they run through; None where the message does not hold them."""
    plain = message.replace("’", "'")
    if (start := plain.find(words.replace("’", "'"))) < 0:
        return None
    breaks = [match.span() for match in _SENTENCES.finditer(message)]
    first = max((after for _, after in breaks if after <= start), default=0)
    last = min((before for before, _ in breaks if before >= start + len(words)), default=len(message))
    return message[max(first, start - _LONGEST_PIECE) : last][: 2 * _LONGEST_PIECE]


def _ends(found: list[str], first: int, last: int) -> list[str]:
    """The first and the last of them, where there are more."""
    return found if len(found) <= first + last else [*found[:first], *found[-last:]]


_MOST = 6_000
_FIRST_MESSAGES, _LAST_MESSAGES = 3, 6
_FIRST, _LAST = 10, 6

_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u200b]+")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\s*\n+\s*|\s+(?=[1-9a-f]\)\s)")


@cache
def _answered() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(_table()['answered'])})\s*:", re.IGNORECASE)


@cache
def _clauses() -> re.Pattern[str]:
    """Between two clauses of a sentence."""
    known = "|".join(word for words in _table()["clauses"].values() for word in words)
    return re.compile(rf"\s*[,;]?\s+(?=(?:{known})\s)|\s*;\s+|\s+[–—-]\s+", re.IGNORECASE)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("copilot.triage") / "reading.toml").read_text("utf-8"))


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
        clauses = [clause.strip() for clause in _clauses().split(sentence) if clause.strip()]
        apart = len(clauses) > 1 and all(len(clause.split()) >= _CLAUSE_WORDS for clause in clauses)
        pieces += clauses if apart else [sentence.strip()]
    stated = dict.fromkeys(piece[:_LONGEST_PIECE] for piece in pieces if any(map(str.isalnum, piece)))
    return list(stated) or [message[:_LONGEST_PIECE]]


_CLAUSE_WORDS = 4
_LONGEST_PIECE = 400
