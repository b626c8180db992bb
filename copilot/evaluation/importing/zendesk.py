"""Zendesk: tickets with their comments as JSON, one a line (the account's full JSON export), or {"tickets": […]}.

Of a ticket: id, subject, created_at, via.channel, external_id of the requester as customer_id, the requester's email,
and comments [{author_id, body or plain_body, public, created_at}]. A comment of the requester is the customer's, any
other public one an agent's; internal notes (public: false) are left out. A Zendesk user counts as verified only where
the export says so of the requester (`verified`: true).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from copilot.errors import BadInput, Fault
from copilot.models import Ticket, fault_of

from .conversation import Conversation

CHANNELS = {
    "chat": "chat", "native_messaging": "chat", "messaging": "chat", "sms": "chat", "whatsapp": "chat",
    "twitter": "social", "twitter_dm": "social", "facebook": "social", "instagram_dm": "social",
    "any_channel": "social", "voice": "phone", "phone": "phone",
}  # fmt: skip
"""By Zendesk's name; e-mail for all others, such as "email", "web" and "api"."""

PRIVATE = ("twitter_dm", "instagram_dm", "facebook_messenger")


def read_zendesk(path: Path) -> Iterator[Conversation | Fault]:
    """The tickets of the file; those without comments are faults."""
    for line, data in _tickets(path):
        if isinstance(data, Fault):
            yield data
            continue
        try:
            yield Conversation(Ticket.model_validate(_ticket(data)))
        except ValidationError as error:
            yield fault_of(error, str(path), line)
        except (AttributeError, TypeError) as error:
            yield Fault(str(path), line, None, f"a ticket as Zendesk writes it ({error})")


def _tickets(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{str(path)!r} cannot be read ({error}); expected JSON in UTF-8") from error
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    if isinstance(whole, dict) and isinstance(whole.get("tickets"), list):
        yield from enumerate(whole["tickets"], 1)
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                yield number, Fault(str(path), number, None, f"one JSON object a line ({error})")


def _ticket(data: dict[str, Any]) -> dict[str, Any]:
    requester = data.get("requester") or {}
    asking = requester.get("id", data.get("requester_id"))
    via = (data.get("via") or {}).get("channel") or "email"
    channel = CHANNELS.get(via, "email")
    comments = sorted(data.get("comments") or [], key=lambda comment: comment.get("created_at") or "")
    return {
        "id": str(data.get("id", "")),
        "channel": channel,
        "subject": data.get("subject"),
        "created_at": data.get("created_at"),
        "customer_id": requester.get("external_id"),
        "customer_email": requester.get("email"),
        "sender_verified": requester.get("verified") is True,
        "public": via not in PRIVATE if channel == "social" else None,
        "messages": [
            {
                "author": "customer" if comment.get("author_id") == asking else "agent",
                "body": comment.get("plain_body") or comment.get("body") or "",
                "sent_at": comment.get("created_at"),
            }
            for comment in comments
            if comment.get("public", True)
        ],
    }
