"""How well every passage fits one question, by the words and by all that read."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from copilot.errors import ModelError
from copilot.knowledge.conversation import asked_in_english, views, word_weights
from copilot.knowledge.multilingual import language_of
from copilot.knowledge.topics import topic_of
from copilot.models import Query
from copilot.privacy import Personal, Placeholders

from .nearness import CANDIDATES, Nearness
from .ranking import across, fused, on_topic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from copilot.knowledge.catalog import Snapshot
    from copilot.knowledge.words import Floats

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads questions and passages: one, or one for English and one for all other languages beside it."""

    first: Nearness
    other: Nearness | None
    hosted: bool
    topics: bool
    """Whether the topics that were learnt are in the first one's space."""
    fits: float
    fits_across: float

    @property
    def all(self) -> tuple[Nearness, ...]:
        return (self.first, self.other) if self.other else (self.first,)


@dataclass(frozen=True, slots=True)
class Scores:
    """By position: the score, the raw cosine, and the score from which a passage usually answers."""

    score: "Floats"
    similarity: "Floats"
    fits: "Floats"


def scored(
    readers: Readers,
    snapshot: "Snapshot",
    query: str | Query,
    inside: "NDArray[np.bool_]",
    personal: Sequence[Personal] = (),
) -> Scores:
    """The scores of all passages; those outside are not to be shown. No `personal` value reaches a hosted reader."""
    shares = np.max([snapshot.words.shares(weights) for weights in word_weights(query)], axis=0)
    wordy = np.flatnonzero(inside & (shares > 0)).astype(np.int32)
    wordy = wordy[np.argsort(-shares[wordy], kind="stable")[:CANDIDATES]]
    texts = views(query, english=readers.other is not None)
    if readers.hosted:
        texts = tuple(map(Placeholders(personal, language=language_of(texts[0])).hide, texts))
    try:
        vector = readers.first.meaning(texts)
    except ModelError as error:
        # A hosted embedder that is down must not hold up a reply: then words alone decide, and nothing is near.
        _log.warning("searching by words alone: %s", error)
        nothing = np.zeros(len(shares), np.float32)
        return Scores(fused(nothing, shares), nothing, nothing)
    english = asked_in_english(query)
    mixed = snapshot.is_foreign if english else np.ones(len(shares), bool)
    other = readers.other if (mixed & inside).any() else None
    native = other.meaning(views(query)) if other else None
    asked = [vector]
    if readers.topics:
        asked.append(topic_of(vector if native is None or english else native, english=native is None or english))
    similar, *topics = readers.first.similarities(snapshot, np.array(asked), wordy, inside)
    score, fits = fused(similar, shares), np.full(len(shares), readers.fits, np.float32)
    if other and native is not None:
        (foreign,) = other.similarities(snapshot, native[None], wordy, inside)
        score = np.where(mixed, across(score, foreign), score)
        similar = np.where(mixed, foreign, similar)
        fits = np.where(mixed, np.float32(readers.fits_across), fits)
    return Scores(on_topic(score, topics[0]) if topics else score, similar, fits)
