"""F006: every percentage is one that a clause states."""

from collections.abc import Iterator

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading, ReadSentence, kinds_near
from copilot.checks.rules.tokens import customer_said, policy_states, values_of
from copilot.models import Fact


def percentages(reading: Reading) -> Iterator[Problem]:
    """Each percentage that no clause states."""
    for sentence, value in values_of(reading, "percent"):
        known = any(_is_a_fee(reading, sentence, fact) for v in value.values for fact in _percents(reading, v))
        if not (known or customer_said(reading, value) or policy_states(reading, sentence, value)):
            yield Problem("unchecked", f"no clause states {value.text}", value.start, value.end, value.text)


def _percents(reading: Reading, value: str) -> tuple[Fact, ...]:
    return reading.evidence.by_value.get(("percent", value), ())


def _is_a_fee(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
    """Whether a clause's percentage is the fee that is spoken of, and not something given."""
    know = reading.vocabulary
    said = {cue for _, _, cue in know.money_roles.find(sentence.sentence.words)} if know else set()
    kind = fact.role.partition(".")[0] in kinds_near(reading, sentence)
    return (
        fact.role.endswith(".fee_percent")
        and "discount" not in said
        and (kind or bool(said & {"fee", "deducted", "price"}))
    )
