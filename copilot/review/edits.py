"""How far an agent changed a draft, and what the change touched. The definitions are fixed, so that periods compare."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from copilot.models import Draft, Fact

LIGHT = 0.25
"""At most this share of the words changed: a light edit."""

DISCARDED = 0.75
"""More than this share of the words changed: the draft was not used."""

_WORD = re.compile(r"\w+(?:[.,:/@#'’-]\w+)*")
_TELLING = 4  # letters from which a word of a fact's value tells that the fact is meant


@dataclass(frozen=True, slots=True)
class Edit:
    """`changed` is the share of words of both texts that the other one lacks; `touched` is sorted."""

    kind: Literal["unchanged", "light", "heavy", "discarded"]
    changed: float
    touched: tuple[str, ...] = ()


def edit_of(before: Draft, after: Draft, facts: Sequence[Fact] = ()) -> Edit:
    """What became of a draft, by the words that were taken out and put in.

    Touched: `language` when it is another; `length` when the number of words changed by more than a quarter;
    `policy` when a word within a span that rests on something else than facts changed; `fact` when a word with a
    digit, or a word of a fact's value, changed; `tone` when anything else did, be it a comma.
    """
    if before.text.split() == after.text.split():
        return Edit("unchanged", 0.0)
    old, new = _words(before.text), _words(after.text)
    out, put = _lacking(*_between(old, new)), _lacking(*_between(new, old))
    changed = round((len(out) + len(put)) / max(1, len(old) + len(new)), 4)
    values = {word.casefold() for fact in facts for word in _WORD.findall(fact.value) if len(word) >= _TELLING}
    fact_ids = {fact.id for fact in facts}
    taken = _reasons(out, _policy_spans(before, fact_ids), values)
    given = _reasons(put, _policy_spans(after, fact_ids), values)
    if taken and "tone" not in taken:
        given -= {"tone"}  # words in the place of facts or policy are about these
    touched = taken | given or {"tone"}
    touched |= {"language"} if before.language != after.language else set()
    touched |= {"length"} if abs(len(new) - len(old)) > len(old) / 4 else set()
    kind: Literal["light", "heavy", "discarded"] = (
        "light" if changed <= LIGHT else "heavy" if changed <= DISCARDED else "discarded"
    )
    return Edit(kind, changed, tuple(sorted(touched)))


def _words(text: str) -> list[tuple[str, int]]:
    return [(found.group().casefold(), found.start()) for found in _WORD.finditer(text)]


def _between(
    words: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]
) -> tuple[Sequence[tuple[str, int]], Sequence[tuple[str, int]]]:
    """Both without the words that they begin and end with alike."""
    pairs = list(zip(words, other, strict=False))
    first = next((place for place, (one, two) in enumerate(pairs) if one[0] != two[0]), len(pairs))
    words, other = words[first:], other[first:]
    ends = zip(reversed(words), reversed(other), strict=False)
    last = next((place for place, (one, two) in enumerate(ends) if one[0] != two[0]), min(len(words), len(other)))
    return words[: len(words) - last], other[: len(other) - last]


def _lacking(words: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The words that the other text has not, or not as often."""
    left = Counter(word for word, _ in other)
    found = []
    for word, start in words:
        if left[word]:
            left[word] -= 1
        else:
            found.append((word, start))
    return found


def _policy_spans(draft: Draft, fact_ids: set[str]) -> list[tuple[int, int]]:
    return [(citation.start, citation.end) for citation in draft.citations if set(citation.sources) - fact_ids]


def _reasons(words: Iterable[tuple[str, int]], policy: Sequence[tuple[int, int]], values: set[str]) -> set[str]:
    reasons: set[str] = set()
    for word, start in words:
        is_fact = word in values or any(character.isdigit() for character in word)
        is_policy = any(begin <= start < end for begin, end in policy)
        reasons |= {"fact"} if is_fact else set()
        reasons |= {"policy"} if is_policy else set()
        reasons |= {"tone"} if not is_fact and not is_policy else set()
    return reasons
