"""A person's text is cited like any other: by the facts that it states."""

from collections.abc import Callable

from copilot.checks import citations
from copilot.evidence import Evidence


def test_each_sentence_cites_the_facts_that_it_states(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Where is it?", customer_id="C1001")
    text = "Hi Hannah, QM-72601 is on its way. You paid €90.70. All the best!"
    cited = {text[c.start : c.end]: c.sources for c in citations(text, "en", evidence)}
    assert cited["Hi Hannah, QM-72601 is on its way."] == [
        "customer:C1001.name", "order:QM-72601.order_id", "order:QM-72601.status",
    ]  # fmt: skip
    assert "order:QM-72601.paid" in cited["You paid €90.70."]
    assert "All the best!" not in cited
