"""The named values that a model may use, and how they are listed for it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from llm.fake import FakeModel, reply
from llm.shops import sample

from copilot.drafting import Writer, write
from copilot.drafting.slots import Slot, sheet
from copilot.models import Fact

from .examples import composed


def named(slots: Sequence[Slot]) -> dict[str, str]:
    return {slot.name: slot.fact.value for slot in slots}


def test_a_customers_tier_is_not_the_one_they_may_reach() -> None:
    """Both are facts of the customer; each has its own name."""
    """Both are facts of the customer; each has its own name."""
    evidence, triage = sample().case("S043")
    subject = "customer:C1052"
    reachable = Fact(f"{subject}.next_tier", "text", "tier", subject, "gold", "the orders of twelve months")
    customer = named(sheet(replace(evidence, facts=(*evidence.facts, reachable)), triage).customer)
    assert (customer["customer.tier"], customer["customer.next_tier"]) == ("silver", "gold")


def test_a_value_is_not_listed_twice() -> None:
    """One parcel is not counted, the sum of one item is its price, and who pays at once has no second day."""
    evidence, triage = sample().case("S043")
    orders = sheet(evidence, triage).orders
    repeated = {"order1.shipment_count", "order1.item_count", "order1.items_total", "order1.payment_at.1"}
    assert list(orders) == ["order1"]
    assert repeated & named(orders["order1"]).keys() == set()
    assert {"order1.total", "order1.placed_at", "order1.item1.unit_price"} <= named(orders["order1"]).keys()


def test_older_orders_that_are_over_are_told_in_short() -> None:
    """Where the customer names none: enough to tell them apart. The newest is told whole."""
    evidence, triage = sample().case("S138")
    assert evidence.focus.how == "all"
    orders = sheet(evidence, triage).orders
    assert "order1.tracking_number.1" in named(orders["order1"])
    assert list(named(orders["order3"])) == [
        "order3.order_id",
        "order3.status",
        "order3.placed_at",
        "order3.item1.name",
        "order3.item2.name",
        "order3.total",
        "order3.tracking_number.1",
    ]


def test_two_tickets_of_a_shop_begin_with_the_same_words() -> None:
    """A provider that keeps what prompts begin with need not read it again: the rules and what the shop says of itself."""
    begun = []
    for ticket in ("S043", "S138"):
        model = FakeModel([reply("Hello.")])
        case = sample().case(ticket)
        write(
            *case,
            Writer(model, 30),
            check=lambda _: (),
            mend=lambda draft: (draft, ()),
            otherwise=partial(composed, *case),
        )
        system, user = model.asked[0]
        begun.append((system.text, user.text.partition("\ncustomer:")[0]))
    assert begun[0] == begun[1]
    assert begun[0][1].startswith("Facts, as slots:\nshop:\n{shop.name} = Quillmoor\n")


def test_what_is_filled_in_later_is_named_and_not_shown() -> None:
    """One line a subject, without a word of the values."""
    model = FakeModel([reply("Hello.")])
    evidence, triage = sample().case("S043")
    write(
        evidence,
        triage,
        Writer(model, 30),
        check=lambda _: (),
        mend=lambda draft: (draft, ()),
        otherwise=lambda: composed(evidence, triage),
    )
    hidden = "filled in later: {customer.first_name}, {customer.name}, {customer.email}, {customer.address}\norder1:"
    assert hidden in model.asked[0][1].text
    assert evidence.customer is not None and evidence.customer.name not in model.outgoing
