"""What prose without clauses says: permissions, prohibitions, conditions and numbers, each with its place.

Facts from prose have the role "policy" or its kinds and their sentence as a step: a number holds in its sentence only,
and nothing is worked out from it.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from copilot.models import Fact, Passage, Shop
from copilot.values import Found, language_of

from .figures import figures

_BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]{0,8}(?:[-+*#>|]|\d{1,3}[.)][ \t]))")
_END = re.compile(r"(?<=[.!?])[\"'”’)*_]{0,3}[ \t\n]+(?=[\"'“‘(\[*_]{0,3}[A-ZÀ-Þ0-9])")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_MARK = re.compile(r"[ \t\n]*(?:#{1,6}[ \t]+|[-+*][ \t]+|>[ \t]?|\d{1,3}[.)][ \t]+)?")


Cues = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """text[start:end] of the text that it stands in."""

    start: int
    end: int
    text: str


def policy_facts(passages: Sequence[Passage], shop: Shop) -> tuple[Fact, ...]:
    """Facts of lower standing from policy prose: each number in its frame, and each sentence that permits or forbids.

    Numbers have the role "policy"; sentences have the type "text" and the role "permission", "prohibition" or
    "condition". The source is the span of the document: "returns.md:120-163". The prose is read in the shop's language.
    """
    return tuple(fact for passage in passages for fact in _facts(passage, shop))


def offers_in(text: str, language: str) -> Iterator[Sentence]:
    """The sentences that permit a return, a refund, an exchange or another offer; `language` is a tag."""
    cues = _cues(language_of(language))
    for sentence in sentences(text):
        words = _words(sentence.text)
        if words & cues["offered"] and words & cues["permitted"] and not words & cues["prohibited"]:
            yield sentence


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of Markdown prose; a heading, an item and a row of a table are sentences of their own."""
    for start, end in _pieces(text, _BLOCK, 0, len(text)):
        for first, last in _pieces(text, _END, start, end):
            mark = _MARK.match(text, first, last)
            first = mark.end() if mark else first
            words = text[first:last].rstrip()
            if words:
                yield Sentence(first, first + len(words), " ".join(words.split()))


def _pieces(text: str, between: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in between.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _facts(passage: Passage, shop: Shop) -> Iterator[Fact]:
    cues = _cues(language_of(shop.locale))
    said = list(sentences(passage.text))
    for sentence in said:
        for kind in _kinds(sentence, cues):
            yield _fact(passage, "text", kind, sentence.text, sentence.start, sentence.end, ())
    starts = [sentence.start for sentence in said]
    for found in figures(passage.text, shop):
        at = bisect_right(starts, found.start) - 1
        framed = found.type != "duration" or _framed(passage.text, found, cues)
        if at >= 0 and found.end <= said[at].end and framed:
            yield _fact(passage, found.type, "policy", found.values[0], found.start, found.end, (said[at].text,))


def _kinds(sentence: Sentence, cues: Cues) -> Iterator[str]:
    words = _words(sentence.text)
    kinds = (("prohibition", "prohibited"), ("permission", "permitted"), ("condition", "conditional"))
    yield from (kind for kind, name in kinds if words & cues[name])


def _framed(text: str, found: Found, cues: Cues) -> bool:
    """Whether words beside a duration make it a time that the policy gives: "24 hour based" is none."""
    in_front, behind = text[max(0, found.start - 40) : found.start], text[found.end : found.end + 40]
    if (in_front.rstrip(" *")[-1:], behind.lstrip(" *")[:1]) in (("|", "|"), ("(", ")")):
        return True  # alone in the cell of a table, or an explanation of what stands before it
    before, after = _WORD.findall(in_front), _WORD.findall(behind)
    if before and before[-1].casefold() in cues["before"] and not _is_adjective(text, found):
        return True
    return bool(after) and after[0].casefold() in cues["after"]


def _is_adjective(text: str, found: Found) -> bool:
    """English says "a 24 hour line", but "24 hours": the unit of several without its s belongs to the next word."""
    several = not found.values[0].startswith("1 ")
    return several and text[found.start : found.end].casefold().endswith(("hour", "day", "week", "month", "year"))


def _fact(passage: Passage, type: str, role: str, value: str, start: int, end: int, steps: tuple[str, ...]) -> Fact:
    first, last = passage.start + start, passage.start + end
    return Fact(
        id=f"{passage.id}:{start}-{end}:{role}",
        type=type,  # type: ignore[arg-type]  # the types of values are types of facts
        role=role,
        subject=f"passage:{passage.id}",
        value=value,
        source=f"{passage.document}:{first}-{last}",
        steps=steps,
    )


@lru_cache(maxsize=8)
def _cues(language: str | None) -> Cues:
    """The words of policies in a language; nothing is known by them in a language that is not ours."""
    text = resources.files("copilot.policy").joinpath("cues.toml").read_text("utf-8")
    known = tomllib.loads(text)
    return {name: frozenset(known.get(language or "", {}).get(name, ())) for name in known["en"]}


def _words(text: str) -> set[str]:
    """The words of a text, and each two that stand together."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}
