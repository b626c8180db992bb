"""T005: a draft that a machine wrote carries the shop's notice about it, where the shop has one."""

from collections.abc import Iterator

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.values import levelled


def unannounced(reading: Reading) -> Iterator[Problem]:
    """The shop's notice about automation, where the composer or a model wrote the draft and it is not there."""
    notice = reading.evidence.shop.automation_disclosure
    if not notice or reading.author == "agent" or levelled(notice) in levelled(reading.text):
        return
    if any(character.isalnum() for character in reading.text):
        message = f"the shop wants its notice with drafts that were not written by a person: {notice!r}"
        yield Problem("violated", message, evidence=("shop.automation_disclosure",))
