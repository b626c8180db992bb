"""L005: somebody who is upset is answered with an apology, with understanding, or with thanks."""

from collections.abc import Iterator

from copilot.checks.certainty import against
from copilot.checks.manner import shows
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading


def cold(reading: Reading) -> Iterator[Problem]:
    """A draft without a kind word to a customer whose ticket is negative; unsure where the triage is."""
    triage = reading.triage
    if triage is None or reading.vocabulary is None or triage.sentiment.label != "negative":
        return
    if not reading.sentences or shows(reading, "sorry", "feeling", "thanks"):
        return
    why = f" ({triage.sentiment.reasons[0]})" if triage.sentiment.reasons else ""
    message = f"the customer is upset{why}, and the draft has no word of apology, understanding or thanks"
    yield Problem(against(not triage.sentiment.unsure), message)
