"""Triage: sentiment, urgency, intents, language and risks of a ticket, offline."""

from .classifying import classify, classify_many

__all__ = ["classify", "classify_many"]
