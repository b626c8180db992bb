"""Codes for a discount that a customer names."""

import re

from copilot.evidence import Evidence
from copilot.models import Fact

from .said import LONGEST

_CODE = re.compile(r"\b[A-Za-z]{3,20}\d{1,4}\b")


def codes_of(evidence: Evidence) -> list[Fact]:
    """The codes that pages list."""
    return [fact for fact in evidence.facts if fact.role == "code"]


def codes_named(evidence: Evidence) -> list[Fact]:
    """Those of them that the customer names."""
    said = {match.group().upper() for text in evidence.ticket.said for match in _CODE.finditer(text[:LONGEST])}
    return [fact for fact in codes_of(evidence) if fact.value.upper() in said]
