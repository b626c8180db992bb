"""What a clause or a page is about, by the words of the intents that it may answer."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from copilot.policy import ScopedClause
from copilot.shipped import read_words


def is_about(text: str, intent: str) -> bool:
    """Whether a word of the text begins with a word of the intent's topic; false for intents without one."""
    return _rank(text, intent) is not None


def _rank(text: str, intent: str) -> int | None:
    """The place among the intent's words of the first that the text has: what names it best stands first."""
    plain = f" {' '.join(text.casefold().replace('-', ' ').replace('.', ' ').split())}"
    return next((place for place, word in enumerate(_topics().get(intent, ())) if f" {word}" in plain), None)


def has_topic(intent: str) -> bool:
    """Whether there are words for what the intent is about."""
    return intent in _topics()


def about_topic(clauses: Sequence[ScopedClause], intent: str) -> list[ScopedClause]:
    """The clauses about the intent's topic: by their ids, else by their document, else by their words."""
    places: tuple[Callable[[ScopedClause], str], ...] = (
        lambda scoped: scoped.clause.id,
        lambda scoped: scoped.document,
        lambda scoped: scoped.clause.quote,
    )
    for place in places:
        ranks = [(rank, scoped) for scoped in clauses if (rank := _rank(place(scoped), intent)) is not None]
        if ranks:
            return [scoped for _, scoped in sorted(ranks, key=lambda found: found[0])]
    return []


@cache
def _topics() -> dict[str, tuple[str, ...]]:
    text = files("copilot.drafting").joinpath("topics.yaml").read_text("utf-8")
    return {intent: tuple(words) for intent, words in read_words(text).items()}
