"""How the checks judge drafts, and what good agents write."""

from copilot.evaluation.trial import Score, Trial
from copilot.models import verdict


def clean(trial: Trial) -> Score:
    """Whether the agent is shown the draft as clean."""
    review = trial.review
    return Score(float(review.clean), "" if review.clean else _found(trial))


def blocked(trial: Trial) -> Score:
    """Whether a block rule is violated."""
    return Score(float(trial.review.blocked), _found(trial) if trial.review.blocked else "")


def answers(trial: Trial) -> Score:
    """Whether the draft tells this customer something: it rests on an order, an offer, a clause or a passage."""
    sources = {source for citation in trial.review.draft.citations for source in citation.sources}
    told = {source for source in sources if not source.startswith(("customer:", "shop.", "ticket"))}
    return Score(float(bool(told)), "" if told else "greets and hands the request to a colleague")


def claim_support(trial: Trial) -> Score | None:
    """The share of stated values that no block rule objects to or leaves undecided."""
    values = trial.values
    if not values:
        return None
    spans = [
        (finding.start, finding.end)
        for finding in trial.review.findings
        if finding.severity == "block" and finding.start is not None and finding.end is not None
    ]
    bad = [value for value in values if any(start < value.end and value.start < end for start, end in spans)]
    return Score(1 - len(bad) / len(values), ", ".join(repr(value.text) for value in bad))


def agent_reply_clean(trial: Trial) -> Score | None:
    """Whether the checks would show the reply of the gold agent as clean: a false alarm otherwise."""
    if not trial.gold.reply:
        return None
    _, is_clean = verdict(list(trial.reply_findings))
    deciding = [finding for finding in trial.reply_findings if finding.severity == "block"]
    return Score(float(is_clean), "; ".join(f"{finding.rule} {finding.says!r}" for finding in deciding))


def _found(trial: Trial) -> str:
    deciding = [finding for finding in trial.review.findings if finding.severity == "block"]
    return "; ".join(f"{finding.rule} {finding.status} {finding.says!r}" for finding in deciding)
