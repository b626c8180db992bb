"""Triage: sentiment, urgency, intents, language and risks of a ticket, offline."""

from .classifying import classify, classify_many
from .own_intents import Example, OwnIntents, own_intents, train

__all__ = ["Example", "OwnIntents", "classify", "classify_many", "own_intents", "train"]
