"""Which words of a sentence look as if they stood there in the place of others.

Each word is weighed by itself: what stands beside it, whether the customer, a fact or a clause uses it, and whether the
sentences of the documents that are nearest to the rest of the sentence have it, too. The weights are fitted by
`evals/benchmarks/draft_checks/train_trust.py` to the words at which wrong drafts differ from correct ones.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from copilot.evidence import Evidence

from .hashed import doubt, weighed
from .meaning import Library
from .prose import descriptions, prose
from .reading import READ
from .sentences import Word, words, words_of
from .stems import is_content, stem

_STEPS = (0.001, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)  # shares of a sentence's weight that are told apart
_MOST = 40  # sentences of documents that are looked at
_NEAREST = 3
NOTHING = 9.0  # what a word counts that no sign speaks against, and more than most do


def worded(spoken: Sequence[Word], told: "Told") -> list[float]:
    """How surely each word of a sentence belongs where it stands: positive where it does."""
    return weighed("wording", signs(spoken, told))


def gathered(scores: Sequence[float]) -> list[float]:
    """What the scores of words come to: the least, means of the two and three least and of all, doubts, the second."""
    if not scores:
        return [NOTHING, NOTHING, NOTHING, NOTHING, 0.0, NOTHING]
    least = sorted(scores)
    doubts = sum(map(doubt, least))
    means = [sum(part) / len(part) for part in (least[:2], least[:3], least)]
    return [least[0], *means, doubts, least[min(1, len(least) - 1)]]


@dataclass(frozen=True, slots=True)
class Told:
    """The stems that the customer, the facts and the clauses use, and what the pages and the catalogue say."""

    customer: frozenset[str]
    facts: frozenset[str]
    clauses: frozenset[str]
    library: Library


def told_in(evidence: Evidence) -> Told:
    """What the evidence of a draft tells in words."""
    said = (word.text for text in evidence.ticket.said for word in words(text, 0, min(len(text), READ)))
    facts = frozenset[str]().union(*map(_stems_of, {fact.value for fact in evidence.facts}))
    clauses = frozenset[str]().union(*(_stems_of(clause.quote) for clause in evidence.clauses))
    return Told(frozenset(map(stem, said)), facts, clauses, Library((prose(evidence), descriptions(evidence))))


def signs(spoken: Sequence[Word], told: Told) -> list[list[str]]:
    """The signs of each word of a sentence by name."""
    stemmed = [stem(word.text) for word in spoken]
    content = [is_content(word.text) and not word.text.isdecimal() for word in spoken]
    near = _near(told.library, frozenset(one for one, tells in zip(stemmed, content, strict=True) if tells))
    pairs = {pair for pair in pairwise(stemmed) if any(pair[0] in held and pair[1] in held for _, held in near)}
    kinds = [f"{tells:d}{_kind(one, near, told)}" for one, tells in zip(stemmed, content, strict=True)]
    texts = ["^", "^", *("0" if word.text.isdecimal() else word.text for word in spoken), "$", "$"]
    around = ["^", *kinds, "$"]
    found = []
    for at, one in enumerate(stemmed):
        beside = (
            (stemmed[at - 1], one) in pairs if at else False,
            (one, stemmed[at + 1]) in pairs if at + 1 < len(stemmed) else False,
        )
        having = bisect_right(_STEPS, max((share for share, held in near if one in held), default=0.0))
        lacking = bisect_right(_STEPS, max((share for share, held in near if one not in held), default=0.0))
        first, before, word, after, last = texts[at : at + 5]
        kind, pair = kinds[at], f"{beside[0]:d}{beside[1]:d}{content[at]:d}"
        found.append(
            [
                f"w:{spoken[at].text}", f"p:{before} {word}", f"n:{word} {after}", f"t:{before} {word} {after}",
                f"q:{first} {before} {word}", f"r:{word} {after} {last}", f"P:{before}", f"N:{after}", f"k:{kind}",
                f"kw:{kind}{word}", f"kc:{around[at]}{kind}{around[at + 2]}", f"h:{having}", f"l:{lacking}",
                f"d:{having}.{lacking}", f"kd:{kind}{having}.{lacking}", f"b:{pair}", f"bd:{pair}{having}.{lacking}",
                f"bw:{pair}{word}", f"pos:{min(at, 5)}", f"end:{min(len(spoken) - at, 5)}", f"suf:{word[-3:]}",
                f"len:{min(len(spoken) // 5, 6)}",
            ]
        )  # fmt: skip
    return found


def _kind(one: str, near: Sequence[tuple[float, frozenset[str]]], told: Told) -> str:
    """Where else a stem is used: in the nearest sentences, in any document, by the customer, a fact, or a clause."""
    flags = (
        any(one in held for _, held in near[:1]),
        any(one in held for _, held in near[:_NEAREST]),
        any(one in book.by_stem for book in told.library.books),
        one in told.customer,
        one in told.facts,
        one in told.clauses,
    )
    return "".join(f"{flag:d}" for flag in flags)


def _near(library: Library, said: frozenset[str]) -> list[tuple[float, frozenset[str]]]:
    """The sentences that share most with what is said: how much of its weight, and the stems of all their words."""
    whole = {id(book): book.weight(said) or 1.0 for book in library.books}
    found = [(weight / whole[id(book)], stated.text) for book, weight, stated in library.near(said)]
    found.sort(key=lambda pair: -pair[0])
    return [(share, _stems_of(text)) for share, text in found[:_MOST]]


@lru_cache(maxsize=16384)
def _stems_of(text: str) -> frozenset[str]:
    return frozenset(map(stem, words_of(text)))
