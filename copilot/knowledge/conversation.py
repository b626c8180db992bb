"""What to search for: a question alone, or one that leans on the turns before it."""

from collections.abc import Sequence

from copilot.models import Query

from .words import stems

_FADING = 0.5
"""How much less the words of a turn count than those of the turn after it."""

_TURNS = 3
_MOST_WORDS = 256
_MOST_SIGNS = 4000


def views(query: str | Query) -> tuple[str, ...]:
    """The texts whose mean is the meaning of a question, the bare question first.

    "And the other one?" means nothing without the turn before; most questions that follow a turn stand alone. Nobody
    can tell which is which for sure, so the question counts alone, after the customer's last turn, after the last
    three, and after the last exchange with the agent.
    """
    question, history = _parts(query)
    if not history:
        return (question,)
    said = _said(history)
    exchange = [text for _, text in history[-2:]]
    return tuple("\n".join([*before, question]) for before in ([], said[-1:], said[-_TURNS:], exchange))


def word_weights(query: str | Query) -> dict[str, float]:
    """The words to look for: those of the question, and with less weight those of the customer's last turns."""
    question, history = _parts(query)
    weights: dict[str, float] = {}
    weight = 1.0
    for text in (question, *reversed(_said(history)[-_TURNS:])):
        for word in stems(text)[:_MOST_WORDS]:
            weights.setdefault(word, weight)
        weight *= _FADING
    return weights


def _parts(query: str | Query) -> tuple[str, list[tuple[str, str]]]:
    if isinstance(query, str):
        return query[:_MOST_SIGNS], []
    return query.text[:_MOST_SIGNS], [(author, text[:_MOST_SIGNS]) for author, text in query.history]


def _said(history: Sequence[tuple[str, str]]) -> list[str]:
    return [text for author, text in history if author == "user" and text.strip()]
