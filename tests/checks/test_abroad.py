"""What a draft in another language than the shop's documents says of them is held against their sentences by meaning."""

from collections.abc import Callable

import pytest

from copilot.checks import check
from copilot.evidence import Evidence


@pytest.mark.parametrize(
    ("text", "borne"),
    [
        ("Der Griff kann sich lösen.", True),
        ("Wir versuchen zuerst eine Reparatur oder ein Ersatzteil.", True),
        ("Wir schicken Ihnen morgen einen Techniker ins Haus.", False),
    ],
)
def test_a_statement_that_a_document_makes_in_another_language_is_borne_out(
    text: str, borne: bool, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("Was ist mit meinem Wasserkocher?", customer_id="C1001", language="de")
    found = [f.rule for f in check(text, "de", evidence) if f.severity == "block"]
    assert ("U001" not in found) is borne
