"""How likely it is that one text says what another says: the judgement behind `meaning.py`.

It goes by what the words of one find in the other: how near their embeddings are, as wholes and word by word, which
figures stand in both, and which words that turn a sentence ("only", "unless", "before") stand in one alone. The trees
that weigh this are fitted by `evals/benchmarks/draft_checks/train_support.py`.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from copilot.shipped import read_words

from .prose import FIGURE
from .sentences import words
from .speech import embed, embedded, rarity
from .stems import stem
from .trees import stored

if TYPE_CHECKING:
    import numpy as np

MOST = 24  # content words of a text that are compared
_SENTENCE = re.compile(r"[.;:!?]\s+")
_PART = re.compile(r"[,;:–—.!?(]\s*")
_LEAST = 8  # code points of a part of a sentence that is compared by itself


def likely(pairs: Sequence[tuple[str, str]], known: Set[str] = frozenset()) -> list[float]:
    """From 0 to 1, how likely the second text of each pair says what the first says.

    Stems in `known` are explained by something else.
    """
    if not pairs:
        return []
    said, sources = (dict.fromkeys(texts) for texts in zip(*pairs, strict=True))
    read = [part for text in said for part in (text, *_content(text))]
    embed([*read, *(part for source in sources for part in _compared(source))])
    return stored("support").probabilities([features(said, source, known) for said, source in pairs])


def marks_in(text: str) -> list[bool]:
    """Which kinds of words that turn a sentence stand in a text."""
    told = {word.text for word in words(text, 0, len(text))}
    return [bool(listed & told) for listed in _marks().marks.values()]


def features(said: str, source: str, known: Set[str] = frozenset()) -> list[float]:
    """What is compared, in the order in which the trees were fitted."""
    one, other = _read(said), _read(source)
    sentences, meanings, parts = _apart(source)
    near = meanings @ one.meaning
    best = sentences[int(near.argmax())]
    found = [float(one.meaning @ other.meaning), float(near.max()), float((parts @ one.meaning).max())]
    found += [float(len(near))]
    found += _aligned(one, other, best, known)
    missing = [figure for figure in one.figures if figure not in other.figures]
    found += [float(len(one.figures)), float(len(missing)), float(len(one.figures - best.figures))]
    for kind in one.marks:
        here, there, beside = one.marks[kind], other.marks[kind], best.marks[kind]
        found += [here, beside, here and not there, here and not beside, beside and not here]
    odd, even = one.denials % 2, best.denials % 2
    found += [odd != even, odd > even, even > odd]
    found += [one.length, other.length, one.length / max(1, best.length)]
    return [float(value) for value in found]


@dataclass(frozen=True)
class _Text:
    """A text read once: its embedding, its content words with theirs and how rare they are, its figures and marks."""

    meaning: "np.ndarray"
    content: tuple[str, ...]
    stems: tuple[str, ...]
    vectors: "np.ndarray"
    rare: "np.ndarray"
    figures: frozenset[str]
    marks: dict[str, bool]
    denials: int
    length: int


def _aligned(one: _Text, other: _Text, best: _Text, known: Set[str]) -> list[float]:
    """How well the content words of one text find theirs in the other, and in its best sentence."""
    import numpy as np

    if not one.content or not other.content:
        return [0.0] * 17
    near = one.vectors @ other.vectors.T
    near = np.maximum(near, np.array([[mine == theirs for theirs in other.stems] for mine in one.stems]))
    beside = near[:, [place for place, word in enumerate(other.content) if word in best.content] or [0]]
    explained = np.array([mine in known for mine in one.stems])
    whole, close, back = near.max(1), beside.max(1), beside.max(0)
    whole, close = (np.where(explained & (row < _EXPLAINED), _EXPLAINED, row) for row in (whole, close))
    order, missed, gone = np.sort(whole), one.rare * (1 - whole), one.rare * (1 - close)
    middle = (order[(len(order) - 1) // 2] + order[len(order) // 2]) / 2
    return [
        whole.mean(), order[0], order[min(1, len(order) - 1)], middle, (1 - whole).sum(),
        (whole > 0.99).mean(), (whole < 0.6).sum(), close.mean(), close.min(), back.mean(), back.min(),
        (back < 0.6).sum(), len(one.content) / (len(best.content) + 1),
        1 - missed.sum() / one.rare.sum(), missed.max(), missed.sum(), gone.max(),
    ]  # fmt: skip


_EXPLAINED = 0.8  # how near a word counts that something else explains


@lru_cache(maxsize=4096)
def _apart(source: str) -> "tuple[tuple[_Text, ...], np.ndarray, np.ndarray]":
    """The sentences of a source, their embeddings, and those of the parts of its sentences."""
    pieces = _pieces(source)
    return tuple(map(_read, pieces)), embedded(pieces), embedded(_parts(source))


def _pieces(source: str) -> list[str]:
    return [piece for piece in _SENTENCE.split(source) if piece.strip()] or [source]


def _parts(source: str) -> list[str]:
    return [part for part in _PART.split(source) if len(part) > _LEAST] or [source]


@lru_cache(maxsize=4096)
def _compared(source: str) -> tuple[str, ...]:
    """All that is embedded of a text in which others are looked for."""
    pieces = dict.fromkeys((source, *_pieces(source)))
    return (*pieces, *_parts(source), *(word for piece in pieces for word in _content(piece)))


def _content(text: str) -> tuple[str, ...]:
    """Its words that tell something, each once."""
    kept = _marks()
    spoken = (word.text for word in words(text, 0, len(text)))
    telling = (word for word in spoken if word not in kept.small and len(word) > 1 and not word[0].isdecimal())
    return tuple(dict.fromkeys(telling))[:MOST]


@lru_cache(maxsize=4096)
def _read(text: str) -> _Text:
    import numpy as np

    kept = _marks()
    spoken = [word.text for word in words(text, 0, len(text))]
    content, told = _content(text), set(spoken)
    meaning, *vectors = embedded([text, *content])
    return _Text(
        meaning=meaning,
        content=content,
        stems=tuple(map(stem, content)),
        vectors=np.stack(vectors) if vectors else np.zeros((0, len(meaning)), np.float32),
        rare=rarity(content),
        figures=frozenset(figure.replace(",", ".") for figure in FIGURE.findall(text))
        | {kept.numbers[word] for word in spoken if word in kept.numbers},
        marks={kind: bool(listed & told) for kind, listed in kept.marks.items()},
        denials=sum(word in kept.marks["deny"] for word in spoken),
        length=len(spoken),
    )


@dataclass(frozen=True)
class _Marks:
    marks: dict[str, frozenset[str]]
    small: frozenset[str]
    numbers: dict[str, str]


@cache
def _marks() -> _Marks:
    data = read_words((files(__package__) / "words" / "marks.yaml").read_text(encoding="utf-8"))
    numbers = {word: figure for figure, listed in data.pop("numbers").items() for word in listed}
    small = frozenset(data.pop("small"))
    marks = {kind: frozenset(listed) for kind, listed in data.items()}
    return _Marks(marks, small.union(numbers, *marks.values()), numbers)
