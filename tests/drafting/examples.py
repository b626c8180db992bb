"""Triage as tests want it, and drafts as tests compare them."""

import textwrap

from copilot.models import Intent, Sentiment, Triage, Urgency


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
