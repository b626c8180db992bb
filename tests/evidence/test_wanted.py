"""Which other version of a thing a customer must mean, and what it costs more or less."""

from collections.abc import Callable

import pytest

from copilot.evidence import Evidence


@pytest.mark.parametrize(
    ("customer", "order", "said", "options"),
    [
        ("C1052", "QM-71241", "Could I have the lower bookshelf instead?", {"height": "120 cm", "wood": "oak"}),
        ("C1061", "QM-72162", "Should I have gone for the longer chef's knife?", {"length": "21 cm"}),
        ("C1035", "QM-72241", "The secateurs are for the wrong hand", {"hand": "left"}),
        ("C1052", "QM-71241", "The bookshelf no longer stands straight", None),
    ],
)
def test_the_version_that_must_be_meant(
    customer: str, order: str, said: str, options: dict[str, str] | None, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for(said, customer_id=customer)
    (item,) = next(one for one in evidence.orders if one.id == order).items[:1]
    version = evidence.version_wanted(item)
    assert (version and dict(version.options)) == options


def test_what_it_costs_more_or_less_is_worked_out(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Could I have the lower bookshelf instead?", customer_id="C1052")
    assert [(fact.value, fact.steps) for fact in evidence.facts if fact.role == "difference"] == [
        ("80.00 EUR", ("1 x (329.00 EUR - 249.00 EUR) = 80.00 EUR",))
    ]


def test_the_fee_that_a_refund_is_less_by_is_worked_out(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Why did I get less for QM-71661?", customer_id="C1033")
    assert [(f.value, f.steps) for id, f in evidence.by_id.items() if ".fee_taken." in id] == [
        ("4.95 EUR", ("149.00 EUR - 144.05 EUR = 4.95 EUR",))
    ]
