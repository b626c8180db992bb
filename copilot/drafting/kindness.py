"""A kind word first, for a complaint or an upset customer."""

from collections.abc import Sequence

from copilot.models import Triage

from .answer import Paragraph
from .text import line

BEGINNINGS = ("sorry_", "thanks_", "safety_", "self_harm")
ENDS = ("_denied", "_thanks", "_over", "_gone", "_too_late", "_sold_out")
"""How the keys of sentences begin, and end, that apologise or thank."""


def kindly(paragraphs: Sequence[Paragraph], triage: Triage) -> list[Paragraph]:
    """The paragraphs, with an apology first for a complaint or an upset customer where none of them has a kind word."""
    keys = {part.key for paragraph in paragraphs for part in paragraph}
    complains = any(intent.label == "complaint" for intent in triage.intents)
    upset = triage.sentiment.label == "negative" and (complains or not triage.sentiment.unsure)
    if not paragraphs or not (upset or "complaint_also" in keys) or any(map(_is_kind, keys)):
        return list(paragraphs)
    first = line("sorry_complaint" if "complaint_also" in keys else "sorry_trouble")
    return [[first, *paragraphs[0]], *paragraphs[1:]]


def _is_kind(key: str) -> bool:
    return key.startswith(BEGINNINGS) or key.endswith(ENDS)
