"""What a draft costs. How long it takes is kept apart from scores, since no two runs take equally long."""

from copilot.evaluation.trial import Score, Trial


def tokens(trial: Trial) -> Score | None:
    """Tokens read and written by the model; nothing to measure without one."""
    return Score(float(trial.review.run.tokens)) if trial.review.run.model else None


def cost(trial: Trial) -> Score | None:
    """What the model's provider asks for the draft, in dollars; nothing to measure without a model or its price."""
    run = trial.review.run
    return Score(run.cost) if run.model and run.cost is not None else None
