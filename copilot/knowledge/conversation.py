"""What to search for: a question alone, or one that leans on the turns before it."""

from collections.abc import Sequence

from copilot.models import Query

from .glossary import foreign_language, in_english
from .multilingual import is_foreign
from .words import stems

_FADING = 0.5
"""How much less the words of a turn count than those of the turn after it."""

_TURNS = 3
_MOST_WORDS = 256
_MOST_SIGNS = 4000


def views(query: str | Query, english: bool = False) -> tuple[str, ...]:
    """The texts whose mean is the meaning of a question, the bare question first; in English for who reads no other.

    "And the other one?" means nothing without the turn before; most questions that follow a turn stand alone. Nobody
    can tell which is which for sure, so the question counts alone, after the customer's last turn, after the last
    three, and after the last exchange with the agent.
    """
    question, history = _parts(query)
    if english:
        question, history = _read(question), [(author, _read(text)) for author, text in history]
    if not history:
        return (question,)
    said = _said(history)
    exchange = [text for _, text in history[-2:]]
    return tuple("\n".join([*before, question]) for before in ([], said[-1:], said[-_TURNS:], exchange))


def asked_in_english(query: str | Query) -> bool:
    """Whether neither the question nor what led to it is in another language."""
    question, history = _parts(query)
    return not any(is_foreign(text) for text in [question, *_said(history)[-1:]])


def word_weights(query: str | Query) -> tuple[dict[str, float], ...]:
    """The words to look for: as English has them, as their own language has them, and translated into English.

    Those of the question count full, those of the customer's last turns less and less.
    """
    question, history = _parts(query)
    texts = [question, *reversed(_said(history)[-_TURNS:])]
    languages = [foreign_language(text) for text in texts]
    found = [[stems(text) for text in texts]]
    if any(languages):
        found.append([stems(text, language) for text, language in zip(texts, languages, strict=True)])
        found.append([stems(_read(text)) for text in texts])
    return tuple(_weights(words) for words in found)


def _read(text: str) -> str:
    """The text in English words where it is in another language, and there are any."""
    language = foreign_language(text)
    return (language and in_english(text, language)) or text


def _weights(turns: Sequence[Sequence[str]]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for turn, words in enumerate(turns):
        for word in words[:_MOST_WORDS]:
            weights.setdefault(word, _FADING**turn)
    return weights


def _parts(query: str | Query) -> tuple[str, list[tuple[str, str]]]:
    if isinstance(query, str):
        return query[:_MOST_SIGNS], []
    return query.text[:_MOST_SIGNS], [(author, text[:_MOST_SIGNS]) for author, text in query.history]


def _said(history: Sequence[tuple[str, str]]) -> list[str]:
    return [text for author, text in history if author == "user" and text.strip()]
