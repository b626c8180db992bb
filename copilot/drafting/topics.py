"""What a clause or a page is about, by the words of the intents that it may answer."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

import yaml

from copilot.policy import ScopedClause


def is_about(text: str, intent: str) -> bool:
    """Whether a word of the text begins with a word of the intent's topic; false for intents without one."""
    plain = f" {' '.join(text.casefold().replace('-', ' ').replace('.', ' ').split())}"
    return any(f" {word}" in plain for word in _topics().get(intent, ()))


def about_topic(clauses: Sequence[ScopedClause], intent: str) -> list[ScopedClause]:
    """The clauses about the intent's topic: by their ids, else by their document, else by their words."""
    places: tuple[Callable[[ScopedClause], str], ...] = (
        lambda scoped: scoped.clause.id,
        lambda scoped: scoped.document,
        lambda scoped: scoped.clause.quote,
    )
    found = ([scoped for scoped in clauses if is_about(place(scoped), intent)] for place in places)
    return next((some for some in found if some), [])


@cache
def _topics() -> dict[str, tuple[str, ...]]:
    text = files("copilot.drafting").joinpath("topics.yaml").read_text("utf-8")
    return {intent: tuple(words) for intent, words in yaml.safe_load(text).items()}
