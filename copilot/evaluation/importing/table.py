"""CSV: one row a message, the form that any helpdesk can be brought into.

Columns: ticket_id, author (customer or agent), body; and where known channel, subject, sent_at, customer_id,
customer_email, sender_verified, order_ids (separated by blanks), language, public (whether this message was public: an
internal note is left out). Columns of other names are left aside. What a row says of the ticket is taken from its
first row.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from copilot.errors import BadInput, Fault
from copilot.models import Ticket, fault_of

from .conversation import Conversation

NEEDED = ("ticket_id", "author", "body")


def read_table(path: Path) -> Iterator[Conversation | Fault]:
    """The tickets of the file in the order of their first rows."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [column for column in NEEDED if column not in (rows.fieldnames or ())]
            if missing:
                raise BadInput(f"{str(path)!r} has no column {', '.join(missing)}; expected {', '.join(NEEDED)}")
            tickets: dict[str, tuple[int, list[dict[str, Any]]]] = {}
            for row in rows:
                tickets.setdefault(row["ticket_id"], (rows.line_num, []))[1].append(row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{str(path)!r} cannot be read ({error}); expected a CSV file in UTF-8") from error
    for line, found in tickets.values():
        yield _conversation(found, str(path), line)


def _conversation(rows: list[dict[str, Any]], file: str, line: int) -> Conversation | Fault:
    first = rows[0]
    messages = [
        {"author": row["author"].strip().lower(), "body": row["body"], "sent_at": row.get("sent_at") or None}
        for row in rows
        if row["body"] and _true(row.get("public") or "true")
    ]
    data = {
        "id": first["ticket_id"],
        "channel": first.get("channel") or "email",
        "subject": first.get("subject") or None,
        "created_at": first.get("sent_at") or None,
        "customer_id": first.get("customer_id") or None,
        "customer_email": first.get("customer_email") or None,
        "sender_verified": _true(first.get("sender_verified") or "false"),
        "order_ids": (first.get("order_ids") or "").split(),
        "language": first.get("language") or None,
        "messages": messages,
    }
    try:
        return Conversation(Ticket.model_validate(data))
    except ValidationError as error:
        return fault_of(error, file, line)


def _true(text: str) -> bool:
    return text.strip().lower() in ("true", "yes", "1")
