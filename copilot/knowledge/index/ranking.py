"""How well passages fit a question: what they mean, and which words they share."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from copilot.knowledge.catalog import Snapshot
    from copilot.knowledge.scope import Scope
    from copilot.knowledge.words import Floats

WORDS = 0.8
"""What sharing all the words of a question is worth, where having its very meaning is worth 1."""

PLACE = 0.95
"""What the meaning of a passage's title and headings counts for, beside the meaning of its text."""

ACROSS = 1.5
"""What the multilingual meaning counts for between languages, where the English reading of both counts 1."""


TOPIC = 0.6
"""What belonging to the question's topic counts for, beside all the rest as 1."""


def on_topic(score: "Floats", topic: "Floats") -> "Floats":
    """One score from 0 to 1, for a passage that is more or less on the topic of the question."""
    both = (score + TOPIC * np.maximum(topic, 0)) / (1 + TOPIC)
    return both.astype(np.float32, copy=False)


def fused(similarity: "Floats", shares: "Floats") -> "Floats":
    """One score from 0 to 1: the same meaning and all the words give 1."""
    both = np.maximum(similarity + WORDS * shares, 0) / (1 + WORDS)
    return both.astype(np.float32, copy=False)


def across(score: "Floats", similarity: "Floats") -> "Floats":
    """One score from 0 to 1, for a question and a passage that may be in different languages."""
    both = (score + ACROSS * np.maximum(similarity, 0)) / (1 + ACROSS)
    return both.astype(np.float32, copy=False)


def admitted(snapshot: "Snapshot", scope: "Scope | None") -> "NDArray[np.bool_]":
    """Which passages a search may see."""
    if scope is None:
        return np.ones(len(snapshot.keys), bool)
    return np.array([scope.admits(document) for document in snapshot.scopes], bool)[snapshot.scope_of]


def best(scores: "Floats", inside: "NDArray[np.bool_]", groups: "NDArray[np.int32] | None", limit: int) -> list[int]:
    """The positions of the highest scores inside, the first position first among equals; one of each group."""
    positions = np.flatnonzero(inside)
    wanted = limit if groups is None else 4 * limit
    while True:
        some = positions
        if wanted < len(positions):
            some = positions[np.argpartition(-scores[positions], wanted - 1)[:wanted]]
        order = some[np.lexsort((some, -scores[some]))]
        if groups is not None:
            _, first = np.unique(groups[order], return_index=True)
            order = order[np.sort(first)]
        if len(order) >= limit or len(some) == len(positions):
            return [int(position) for position in order[:limit]]
        wanted *= 4
