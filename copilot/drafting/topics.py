"""What a clause or a page is about, by the words of the intents that it may answer."""

from functools import cache
from importlib.resources import files

import yaml

from copilot.policy import ScopedClause


def is_about(text: str, intent: str) -> bool:
    """Whether a word of the text begins with a word of the intent's topic; false for intents without one."""
    plain = f" {' '.join(text.casefold().replace('-', ' ').replace('.', ' ').split())}"
    return any(f" {word}" in plain for word in _topics().get(intent, ()))


def clause_is_about(scoped: ScopedClause, intent: str) -> bool:
    """Whether a clause's words or its id speak of the intent's topic."""
    return is_about(f"{scoped.clause.id} {scoped.clause.quote}", intent)


@cache
def _topics() -> dict[str, tuple[str, ...]]:
    text = files("copilot.drafting").joinpath("topics.yaml").read_text("utf-8")
    return {intent: tuple(words) for intent, words in yaml.safe_load(text).items()}
