"""Exports of helpdesks become cases; what an agent wrote becomes gold, and internal notes are left behind."""

import json
from pathlib import Path

import pytest

from copilot.errors import BadInput, Fault, SettingsError
from copilot.evaluation import import_tickets
from copilot.models import Message

CSV = """ticket_id,author,body,sent_at,channel,subject,customer_id,order_ids,public,colour
T1,customer,Where is it?,2026-11-01T10:00:00+01:00,chat,Parcel,C1,#W1 #W2,,red
T1,agent,Secret note,2026-11-01T10:01:00+01:00,,,,,false,
T1,agent,It is on its way.,2026-11-01T10:05:00+01:00,,,,,true,
T1,customer,"Thanks, and the other?",2026-11-01T10:06:00+01:00,,,,,,
T1,agent,Also on its way.,2026-11-01T10:07:00+01:00,,,,,,
T2,customer,Hello,yesterday,,,,,,
T3,customer,Nobody answered me,,,,,,,
"""

ZENDESK = {
    "id": 812,
    "subject": "Lost",
    "created_at": "2026-11-01T09:00:00Z",
    "via": {"channel": "web"},
    "requester": {"id": 7, "email": "ana@shop.example", "external_id": "C7", "verified": True},
    "comments": [
        {"author_id": 9, "public": True, "created_at": "2026-11-01T09:30:00Z", "body": "We are looking."},
        {"author_id": 7, "public": True, "created_at": "2026-11-01T09:00:00Z", "plain_body": "It is lost."},
        {"author_id": 9, "public": False, "created_at": "2026-11-01T09:20:00Z", "body": "The depot burned."},
        {"author_id": 9, "public": True, "created_at": "2026-11-01T09:31:00Z", "body": "A new one is coming."},
    ],
}


def test_csv(tmp_path: Path) -> None:
    """One case for each answer, with what was said before it; rows that do not fit are told, and the rest is used."""
    file = tmp_path / "export.csv"
    file.write_text(CSV, encoding="utf-8")
    tickets, faults = import_tickets("csv", file)
    assert [(t.id, t.channel, t.order_ids, t.gold) for t in tickets] == [
        ("T1-1", "chat", ["#W1", "#W2"], {"reply": "It is on its way."}),
        ("T1-2", "chat", ["#W1", "#W2"], {"reply": "Also on its way."}),
    ]
    assert [message.body for message in tickets[1].messages] == [
        "Where is it?", "It is on its way.", "Thanks, and the other?",
    ]  # fmt: skip
    assert faults == [
        Fault(str(file), 7, "created_at", "an ISO 8601 time with an offset such as 2026-11-22T09:00:00+01:00")
    ] or (faults[0].line, faults[0].key) == (7, "created_at")


def test_csv_without_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text("id,text\n1,hello\n", encoding="utf-8")
    with pytest.raises(BadInput, match="has no column ticket_id, author, body"):
        import_tickets("csv", file)


@pytest.mark.parametrize("wrapped", [False, True])
def test_zendesk(tmp_path: Path, wrapped: bool) -> None:
    """A full JSON export, one ticket a line, or a page of the API; replies in a row are one answer."""
    file = tmp_path / "export.json"
    file.write_text(json.dumps({"tickets": [ZENDESK]} if wrapped else ZENDESK), encoding="utf-8")
    (ticket,), faults = import_tickets("zendesk", file)
    assert faults == []
    assert (ticket.id, ticket.channel, ticket.customer_id, ticket.sender_verified) == ("812", "email", "C7", True)
    assert ticket.messages == [
        Message(author="customer", body="It is lost.", sent_at="2026-11-01T09:00:00Z")  # type: ignore[arg-type]
    ]
    assert ticket.gold == {"reply": "We are looking.\n\nA new one is coming."}


def test_zendesk_lines_that_are_no_tickets(tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_text(f'{json.dumps(ZENDESK)}\n[1]\nnot json\n{{"id": 3}}\n', encoding="utf-8")
    tickets, faults = import_tickets("zendesk", file)
    assert [ticket.id for ticket in tickets] == ["812"]
    assert [(fault.line, fault.key) for fault in faults] == [(2, None), (3, None), (4, "messages")]


def test_an_unknown_format() -> None:
    with pytest.raises(SettingsError, match="'xls' is no format; expected one of csv, zendesk"):
        import_tickets("xls", Path("x"))
