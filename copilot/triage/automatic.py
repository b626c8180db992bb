"""Automatic replies: what a mail program wrote, which asks for nothing."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from copilot.models import Ticket

from .pairs import any_of

_LONGEST = 1_000


def is_automatic(ticket: Ticket) -> bool:
    """Whether a mail program wrote the only message: by the subject that such programs write, in seven languages.

    What asks a question was written by a person, whatever the subject says.
    """
    if len(ticket.messages) != 1 or "?" in ticket.messages[0].body:
        return False
    return has_automatic_subject(ticket)


def has_automatic_subject(ticket: Ticket) -> bool:
    """Whether the subject is that of an automatic reply, which repeats the subject of what it answers."""
    return bool(_subjects().match((ticket.subject or "").strip()[:_LONGEST]))


@cache
def _subjects() -> re.Pattern[str]:
    table = tomllib.loads((files("copilot.triage") / "automatic.toml").read_text("utf-8"))
    known = any_of([word for words in table["subjects"].values() for word in words])
    return re.compile(rf"(?:{known})\s*(?::|$)", re.IGNORECASE)
