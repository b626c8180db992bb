"""Records of the contract: what is accepted, and what a bad line is told."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.errors import Fault
from copilot.models import Customer, Document, Order, Query, Ticket, parse_line

ORDER = {
    "id": "#W1", "customer_id": "ana", "status": "pending", "currency": "EUR",
    "items": [{"id": "1", "product_id": "p1", "name": "Kettle", "quantity": 2, "unit_price": "12.50"}],
}  # fmt: skip


def read(record: dict[str, Any] | str, model: type[Any]) -> Any:
    line = record if isinstance(record, str) else json.dumps(record)
    return parse_line(line.encode(), model, "file.jsonl", 7)


def test_an_optional_value_may_be_null_or_missing() -> None:
    assert read({**ORDER, "shipments": None, "tax": None}, Order) == read(ORDER, Order)


@pytest.mark.parametrize("price", [12.5, 12, "12,50", "1e3", "NaN", "-1.00", ""])
def test_money_is_a_decimal_string_and_nothing_else(price: object) -> None:
    fault = read({**ORDER, "items": [{**ORDER["items"][0], "unit_price": price}]}, Order)  # type: ignore[index, dict-item]
    assert (fault.line, fault.key) == (7, "items.0.unit_price")


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_is_read_and_written_as_it_stands(amount: Decimal) -> None:
    order = read({**ORDER, "shipping_fee": str(amount)}, Order)
    assert json.loads(order.model_dump_json())["shipping_fee"] == str(amount)


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ({**ORDER, "colour": "red"}, Fault("file.jsonl", 7, "colour", "no such key")),
        (
            {k: v for k, v in ORDER.items() if k != "status"},
            Fault("file.jsonl", 7, "status", "a value; the key is missing"),
        ),
        (
            {**ORDER, "placed_at": "2026-01-05T10:00:00"},
            Fault("file.jsonl", 7, "placed_at", "an ISO 8601 time with an offset such as 2026-11-22T09:00:00+01:00"),
        ),
        ("[1]", Fault("file.jsonl", 7, None, "a JSON object, not list")),
    ],
)
def test_a_bad_line_says_where_and_what_was_expected(record: dict[str, Any] | str, fault: Fault) -> None:
    assert read(record, Order) == fault


TICKET = {"id": "t", "channel": "email", "messages": [{"author": "customer", "body": "hi"}]}


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"messages": "I am Jane Doe, jane@example.com"}, "a valid list, not a text of 31 characters"),
        ({"messages": {"jane@example.com": "card 4111"}}, "a valid list, not dict"),
        ({"messages": [{"author": "customer", "body": ["I am Jane Doe"]}]}, "a valid string, not list"),
        ({"messages": [{"author": "Jane Doe", "body": "hi"}]}, "'customer' or 'agent', not a text of 8 characters"),
        ({"messages": [{"author": "bot", "body": "hi"}]}, "'customer' or 'agent', not 'bot'"),
        ({"subject": 4111111111111111}, "a valid string, not int"),
        ({"public": "yes, Jane"}, "a valid boolean, not a text of 9 characters"),
        ({"created_at": "soon"}, "a valid datetime or date, input is too short, not 'soon'"),
        (
            {"created_at": "when Jane is back"},
            "a valid datetime or date, invalid character in year, not a text of 17 characters",
        ),
        (
            {"created_at": 4111111111111111},
            "a date such as 2026-11-22, or a time with an offset, not int",
        ),
    ],
)
def test_a_bad_line_is_told_without_what_the_customer_wrote(wrong: dict[str, Any], fault: str) -> None:
    """A value is quoted only where a word of a few, a number or a time belongs, and one short word stands."""
    assert read({**TICKET, **wrong}, Ticket).expected == fault


def test_a_price_is_told_without_what_was_written_for_it() -> None:
    def told(price: object) -> str:
        fault: str = read({**ORDER, "shipping_fee": price}, Order).expected
        return fault

    assert told("12,50") == "money as a decimal string such as \"12.50\", not '12,50'"
    assert told(12.5) == 'money as a decimal string such as "12.50", not 12.5'
    assert told("ask Jane Doe") == 'money as a decimal string such as "12.50", not a text of 12 characters'


def test_a_key_that_stands_twice_is_refused() -> None:
    fault = read('{"id": "a", "id": "b", "name": "Ana"}', Customer)
    assert "a key stands twice" in fault.expected


def test_a_return_of_a_line_that_is_not_there_is_refused() -> None:
    fault = read({**ORDER, "returns": [{"id": "R1", "state": "requested", "line_ids": ["9"]}]}, Order)
    assert fault.expected == "line ids of order '#W1' (1), not 9"


def test_a_message_as_long_as_a_library_is_refused() -> None:
    """It would hold up every ticket behind it."""
    base = {"id": "t", "channel": "email", "messages": [{"author": "customer", "body": "x" * 1_000_001}]}
    fault = read(base, Ticket)
    told = "String should have at most 1000000 characters, not a text of 1000001 characters"
    assert (fault.key, fault.expected) == ("messages.0.body", told)
    assert read({**base, "messages": [{"author": "customer", "body": "x" * 1_000_000}]}, Ticket).id == "t"


def test_documents_and_queries_keep_what_they_do_not_know() -> None:
    document = read({"_id": "d1", "text": "words", "source": "wiki"}, Document)
    assert (document.id, document.metadata) == ("d1", {"source": "wiki"})
    assert read({"_id": "q1", "text": "why?", "lang": "en"}, Query).id == "q1"


def test_a_social_ticket_is_public_unless_the_helpdesk_says_otherwise() -> None:
    base = {"id": "t", "channel": "social", "messages": [{"author": "customer", "body": "hi"}]}
    assert read(base, Ticket).in_public
    assert not read({**base, "public": False}, Ticket).in_public


@pytest.mark.parametrize(
    ("name", "first"), [("Prof. Dr. Helene Sommer", "Helene"), ("Suharto", "Suharto"), ("李小龙", "李小龙")]
)
def test_the_first_name_leaves_titles_out(name: str, first: str) -> None:
    assert Customer(id="c", name=name).first_name == first
