"""What is certain is put right, and nothing else is touched."""

from collections.abc import Callable

from copilot.checks import check, repair
from copilot.evidence import Evidence
from copilot.models import Citation, Draft


def test_a_wrong_amount_takes_the_one_right_value(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("What did I pay?", customer_id="C1001")
    text = "Hello Daniel,\n\nyou paid €91.70 for QM-72601. Anything else?"
    draft = Draft(text=text, language="en", author="model", citations=[Citation(start=15, end=44, sources=["x"])])
    mended = repair(draft, check(text, "en", evidence))
    assert mended.text == "Hello Hannah,\n\nyou paid €90.70 for QM-72601. Anything else?"
    assert check(mended.text, "en", evidence) == ()
    assert mended.text[mended.citations[0].start : mended.citations[0].end] == "you paid €90.70 for QM-72601."


def test_what_has_no_certain_fix_stays(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is it?", customer_id="C1001")
    draft = Draft(text="I have refunded QM-72601.", language="en", author="agent")
    assert repair(draft, check(draft.text, "en", evidence)) == draft
