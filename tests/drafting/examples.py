"""Triage as tests want it, and drafts as tests compare them."""

import textwrap
from collections.abc import Mapping
from pathlib import Path

from copilot.drafting import answer, compose, doubts, next_steps
from copilot.evidence import Evidence
from copilot.models import Draft, Finding, Intent, NextStep, Sentiment, Triage, Urgency
from copilot.settings import Voice


def triage(*intents: str, language: str = "en", risks: tuple[str, ...] = ()) -> Triage:
    return Triage(
        ticket="T1",
        sentiment=Sentiment(label="neutral", score=0, confidence=1),
        urgency=Urgency(label="normal"),
        intents=[Intent(label=label, confidence=1) for label in intents],
        language=language,
        risks=list(risks),
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs, each on one line, so that expectations may be wrapped."""
    return [" ".join(paragraph.split()) for paragraph in textwrap.dedent(text).strip().split("\n\n")]


def composed(evidence: Evidence, triage: Triage, voice: Voice = Voice(), own: Path | None = None) -> Draft:  # noqa: B008
    return compose(answer(evidence, triage), voice, own)


def steps_for(evidence: Evidence, triage: Triage) -> list[NextStep]:
    return next_steps(answer(evidence, triage))


def doubts_about(
    evidence: Evidence, triage: Triage, severities: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    return doubts(answer(evidence, triage), severities)
