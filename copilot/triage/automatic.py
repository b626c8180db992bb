"""Automatic replies: what a mail program wrote, which asks for nothing."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from copilot.models import Ticket

from .pairs import any_of

_LONGEST = 1_000


def is_automatic(ticket: Ticket) -> bool:
    """Whether all that waits for an answer was written by a mail program, in seven languages."""
    waiting: list[str] = []
    for message in ticket.messages:
        waiting = [] if message.author == "agent" else [*waiting, message.body]
    if len(ticket.messages) == 1 and waiting and has_automatic_subject(ticket):
        return True
    return bool(waiting) and all(_says_so(text) for text in waiting)


def has_automatic_subject(ticket: Ticket) -> bool:
    """Whether the subject is that of an automatic reply, which repeats the subject of what it answers."""
    return bool(_words("subjects").match((ticket.subject or "").strip()[:_LONGEST]))


def _says_so(text: str) -> bool:
    """Whether a message begins as automatic replies do; an absence asks nothing and tells what becomes of mail."""
    plain = text.lstrip()[:_LONGEST].replace("’", "'")
    away = _words("away").match(plain) and _words("meanwhile").search(plain) and "?" not in text
    return bool(_words("openings").match(plain) or away)


@cache
def _words(kind: str) -> re.Pattern[str]:
    table = tomllib.loads((files("copilot.triage") / "automatic.toml").read_text("utf-8"))
    return re.compile(any_of([word for words in table[kind].values() for word in words]), re.IGNORECASE)
