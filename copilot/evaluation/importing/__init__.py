"""Past tickets of a helpdesk as cases: one for each reply that an agent sent, which becomes gold and nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path

from copilot.errors import Fault, SettingsError
from copilot.models import Ticket

from .conversation import Conversation
from .table import read_table
from .zendesk import read_zendesk

Reader = Callable[[Path], Iterator[Conversation | Fault]]

FORMATS: tuple[tuple[str, Reader], ...] = (
    ("csv", read_table),
    ("zendesk", read_zendesk),
)


def import_tickets(format: str, path: Path) -> tuple[list[Ticket], list[Fault]]:
    """The cases in an export, and what of it could not be used. SettingsError for a format that nobody knows."""
    reader = dict(FORMATS).get(format)
    if reader is None:
        raise SettingsError(f"{format!r} is no format; expected one of {', '.join(name for name, _ in FORMATS)}")
    tickets: list[Ticket] = []
    faults: list[Fault] = []
    for conversation in reader(path):
        if isinstance(conversation, Fault):
            faults.append(conversation)
        else:
            tickets += conversation.cases()
    return tickets, faults


__all__ = ["FORMATS", "import_tickets"]
