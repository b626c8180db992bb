"""What is measured of each case: the tuple below is the whole list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from copilot.evaluation.trial import Score, Trial

from .citing import citation_precision, cited, retrieval_rank, retrieval_recall
from .flips import (
    flip_expected_date,
    flip_language,
    flip_name,
    flip_price,
    flip_status,
    flip_tier,
    flip_unrelated_product,
    flip_window,
)
from .labels import intents, orders, risks, sentiment, ticket_language, urgency
from .offers import entitlements
from .saying import chrf, disclosure, language, must_not_say, must_say, similarity, words
from .spending import cost, tokens
from .tampering import caught_dates, caught_durations, caught_ids, caught_money, caught_names
from .verdicts import agent_reply_clean, answers, blocked, claim_support, clean


@dataclass(frozen=True, slots=True)
class Evaluator:
    """One metric: a plain function from a trial to a score, or None where the case has nothing to measure it on."""

    name: str
    better: Literal["higher", "lower", "neither"]
    measure: Callable[[Trial], Score | None]
    share: bool = True
    """Whether scores lie between 0 and 1."""
    what_if: bool = False
    """Whether it drafts nearly every case anew, so that a sample of the cases has to do."""


EVALUATORS: tuple[Evaluator, ...] = (
    # the promise: what is shown as clean is right, and what is right is shown as clean
    Evaluator("clean", "higher", clean),
    Evaluator("blocked", "lower", blocked),
    Evaluator("agent_reply_clean", "higher", agent_reply_clean),
    Evaluator("caught_money", "higher", caught_money),
    Evaluator("caught_dates", "higher", caught_dates),
    Evaluator("caught_ids", "higher", caught_ids),
    Evaluator("caught_durations", "higher", caught_durations),
    Evaluator("caught_names", "higher", caught_names),
    # what the draft says
    Evaluator("answers", "higher", answers),
    Evaluator("must_say", "higher", must_say),
    Evaluator("must_not_say", "higher", must_not_say),
    Evaluator("language", "higher", language),
    Evaluator("disclosure", "higher", disclosure),
    Evaluator("chrf", "higher", chrf),
    Evaluator("similarity", "higher", similarity),
    Evaluator("words", "neither", words, share=False),
    # what it rests on
    Evaluator("claim_support", "higher", claim_support),
    Evaluator("cited", "higher", cited),
    Evaluator("citation_precision", "higher", citation_precision),
    Evaluator("retrieval_recall", "higher", retrieval_recall),
    Evaluator("retrieval_rank", "higher", retrieval_rank),
    Evaluator("entitlements", "higher", entitlements),
    # triage
    Evaluator("orders", "higher", orders),
    Evaluator("intents", "higher", intents),
    Evaluator("sentiment", "higher", sentiment),
    Evaluator("urgency", "higher", urgency),
    Evaluator("risks", "higher", risks),
    Evaluator("ticket_language", "higher", ticket_language),
    # counterfactuals
    Evaluator("flip_name", "higher", flip_name, what_if=True),
    Evaluator("flip_price", "higher", flip_price),
    Evaluator("flip_expected_date", "higher", flip_expected_date),
    Evaluator("flip_status", "higher", flip_status),
    Evaluator("flip_window", "higher", flip_window, what_if=True),
    Evaluator("flip_tier", "higher", flip_tier, what_if=True),
    Evaluator("flip_language", "higher", flip_language, what_if=True),
    Evaluator("flip_unrelated_product", "higher", flip_unrelated_product, what_if=True),
    # what it costs
    Evaluator("tokens", "lower", tokens, share=False),
    Evaluator("cost", "lower", cost, share=False),
)

__all__ = ["EVALUATORS", "Evaluator", "Score"]
