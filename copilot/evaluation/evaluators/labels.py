"""Triage against the labels that people gave."""

from collections.abc import Collection

from copilot.evaluation.trial import Score, Trial


def sentiment(trial: Trial) -> Score | None:
    """Whether the feeling is the one that people read."""
    return _same(trial.review.triage.sentiment.label, trial.gold.sentiment)


def urgency(trial: Trial) -> Score | None:
    """Whether the urgency is the one that people gave."""
    return _same(trial.review.triage.urgency.label, trial.gold.urgency)


def ticket_language(trial: Trial) -> Score | None:
    """Whether the language of the ticket was recognised."""
    return _same(trial.review.triage.language, trial.gold.language)


def intents(trial: Trial) -> Score | None:
    """F1 of the intents against those that people gave."""
    return _f1([intent.label for intent in trial.review.triage.intents], trial.gold.intents)


def risks(trial: Trial) -> Score | None:
    """F1 of the risks against those that people gave; 1 where both see none."""
    return _f1(trial.review.triage.risks, trial.gold.risks)


def orders(trial: Trial) -> Score | None:
    """F1 of the orders taken to be in question against those that people named."""
    return _f1([order.id for order in trial.evidence.focus.orders], trial.gold.order_ids)


def _same(said: str, wanted: str | None) -> Score | None:
    if wanted is None:
        return None
    return Score(float(said == wanted), "" if said == wanted else f"{said}, not {wanted}", said)


def _f1(said: Collection[str], wanted: Collection[str] | None) -> Score | None:
    if wanted is None:
        return None
    right = len(set(said) & set(wanted))
    value = 2 * right / (len(set(said)) + len(set(wanted))) if said or wanted else 1.0
    reason = "" if value == 1 else f"{', '.join(said) or 'none'}, not {', '.join(wanted) or 'none'}"
    return Score(value, reason, ", ".join(sorted(said)))
