"""What a customer of a shop writes about, in the words that policies use: "too small" is about exchanges.

An embedder for all purposes puts few customers' words near the policy that they are about. This one thing is learnt,
from messages that were written for this project: which of some thirty topics a message is about, and how policies head
them.
"""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .embedding import Vectors


def topic_of(vector: "Vectors", *, english: bool) -> "Vectors":
    """What the policies on a message's topics mean, as MiniLM has it; the shorter, the less the message is about any.

    `vector` is the message's own: MiniLM's where it is in English, else the multilingual embedder's.
    """
    import numpy as np

    learnt = _learnt()
    key = "english" if english else "many"
    logits = learnt[f"{key}_weights"] @ vector + learnt[f"{key}_bias"]
    likely = np.exp(logits - logits.max())
    likely /= likely.sum()
    # The last one is "other": a message that may well be about nothing of a shop's is not pushed anywhere.
    topic: Vectors = (1 - likely[-1]) ** _CAUTION * likely[:-1] @ learnt["phrases"]
    return topic


_CAUTION = 2.0


@cache
def _learnt() -> "dict[str, Any]":
    import numpy as np

    with files(__package__).joinpath("topics.npz").open("rb") as file, np.load(file) as found:
        return {key: found[key].astype(np.float32) for key in found.files}
