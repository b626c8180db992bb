"""What kind of thing words say when no rule has read them: harmless, or something that must be borne out.

Harmless are thanks, regret, questions, requests, and steps inside the house ("I will ask the warehouse"). A claim of
fact, deed, policy or promise is not. A sentence is told apart by its embedding, in every language that the checks read,
and by its words and pairs of words. In the same way it is told whether words sound like what correct replies say or
like what is made up for them: strikes, favours, exceptions, deeds of colleagues.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import crc32

from copilot.knowledge.multilingual import shared

if TYPE_CHECKING:
    import numpy as np

SURE = 0.4
"""The margin from which words are harmless, with one claim in forty slipping through."""

BUCKETS = 1 << 16  # places in which words and pairs of words are counted
_WORD = re.compile(r"[^\W_]+|[?!]")
_KEPT = 16384  # embeddings that are kept, of words, sentences and parts of them
_known: "dict[str, np.ndarray]" = {}


def margins(texts: Sequence[str]) -> list[float]:
    """How surely each text is harmless speech: a signed distance, positive on that side."""
    return _margins(texts, "speech")[0]


def judged(texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """The margins, and how surely each text sounds like a statement of a correct reply: negative where made up."""
    harmless, plausible = _margins(texts, "speech", "replies")
    return harmless, plausible


def _margins(texts: Sequence[str], *names: str) -> list[list[float]]:
    if not texts:
        return [[] for _ in names]
    rows, grams = embedded(texts), [_grams(text) for text in texts]
    found = []
    for kept in map(_weights, names):
        meant = ((rows @ kept.square) * rows).sum(1) + rows @ kept.line + kept.offset
        worded = (_by_words(spoken, kept) for spoken in grams)
        found.append([float(meaning) + by_words for meaning, by_words in zip(meant, worded, strict=True)])
    return found


def embedded(texts: Sequence[str]) -> "np.ndarray":
    """One row a text, of length 1; each text is embedded once as long as it is kept."""
    import numpy as np

    held = embed(texts)
    return np.stack([held[text] for text in texts])


def embed(texts: Sequence[str]) -> "dict[str, np.ndarray]":
    """The rows of texts by text: many that are embedded at once cost a third of one after the other."""
    held = {text: row for text in texts if (row := _known.get(text)) is not None}
    if new := [text for text in dict.fromkeys(texts) if text not in held]:
        fresh = dict(zip(new, shared().embed(new), strict=True))
        if len(_known) + len(new) > _KEPT:
            _known.clear()
        _known.update(fresh)
        held |= fresh
    return held


def counted(text: str, rarity: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
    """The places of a text's words and pairs of words, and what each counts there; a row of length 1."""
    return _counted(_grams(text), rarity)


def _grams(text: str) -> "tuple[np.ndarray, np.ndarray]":
    """The places of a text's words and pairs of words, and what each counts by how often it stands there."""
    import numpy as np

    spoken = ["0" if word.isdecimal() else word for word in _WORD.findall(text.casefold())]
    pairs = (f"{one} {other}" for one, other in zip(("^", *spoken), spoken, strict=False))
    found = Counter(crc32(gram.encode("utf-8", "ignore")) % BUCKETS for gram in (*spoken, *pairs))
    places = np.fromiter(found, np.int64, len(found))
    return places, 1 + np.log(np.fromiter(found.values(), np.float32, len(found)))


def _counted(grams: "tuple[np.ndarray, np.ndarray]", rarity: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
    import numpy as np

    places, often = grams
    weights = often * rarity[places]
    return places, weights / max(float(np.linalg.norm(weights)), 1e-9)


def rarity(words: Sequence[str]) -> "np.ndarray":
    """How rare each word is in what agents write: from 1 for what is in every sentence; unknown ones are the rarest."""
    import numpy as np

    known = _weights("speech").rarity
    found = known[[crc32(word.encode("utf-8", "ignore")) % BUCKETS for word in words]]
    return np.where(found > 0, found, known.max())


@dataclass(frozen=True)
class _Weights:
    """For pairs of dimensions of an embedding, single ones, the offset; for words: how rare they are, and their own."""

    square: "np.ndarray"
    line: "np.ndarray"
    offset: float
    rarity: "np.ndarray"
    words: "np.ndarray"


def _by_words(grams: "tuple[np.ndarray, np.ndarray]", kept: _Weights) -> float:
    places, weights = _counted(grams, kept.rarity)
    return float(weights @ kept.words[places])


@cache
def _weights(name: str) -> _Weights:
    import numpy as np

    with (files(__package__) / "words" / f"{name}.npz").open("rb") as stored:
        kept = {name: part.astype(np.float32) for name, part in np.load(stored, allow_pickle=False).items()}
    line = kept["line"]
    square = np.zeros((len(line), len(line)), np.float32)
    square[np.triu_indices(len(line))] = kept["pairs"]
    return _Weights((square + square.T) / 2, line, float(kept["offset"]), kept["rarity"], kept["words"])
