"""What a page says beside its clauses, in a sentence of our own copy: where a parcel may be refused, what to keep."""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from copilot.drafting.passages import prose
from copilot.drafting.phrases import pattern
from copilot.drafting.quoting import policy_language
from copilot.drafting.text import Line, Time, line
from copilot.evidence import Evidence, plain
from copilot.models import Document
from copilot.shipped import read_words
from copilot.values import find_values


def beside(evidence: Evidence, key: str, clauses: Collection[str]) -> list[Line]:
    """The copy's sentence, where a page that holds one of these clauses says it; nothing else."""
    told = [document for document in pages_of(evidence, clauses) if _says(document.text, key)]
    return [line(key, told[0].id)] if told else []


def within(evidence: Evidence, key: str, documents: Sequence[Document]) -> list[Line]:
    """The copy's sentence with the length of time that a sentence of these pages names next to it; else nothing."""
    language = policy_language(evidence)
    for document in documents:
        for sentence in prose(document.text):
            if (end := _end(plain(sentence.text), key)) is not None:
                values = find_values(
                    sentence.text, language=language, currency=evidence.shop.currency, today=evidence.today
                )
                times = [found for found in values if found.type == "duration"]
                near = [abs(len(plain(sentence.text[: found.start]).split()) - end) for found in times]
                if near.count(min(near, default=0)) != 1:
                    return []
                return [line(key, timing=Time(times[near.index(min(near))].values[0], (document.id,)))]
    return []


def pages_of(evidence: Evidence, clauses: Collection[str]) -> list[Document]:
    """The pages that hold these clauses."""
    holding = {scoped.document for scoped in evidence.policy if scoped.clause.id in clauses}
    return [document for document in evidence.documents if document.id in holding]


def anywhere(evidence: Evidence, key: str) -> list[Line]:
    """The copy's sentence, where any page of rules in force says it."""
    return beside(evidence, key, {scoped.clause.id for scoped in evidence.policy})


def told_as(words: str) -> frozenset[str]:
    """The keys of the copy's sentences that say what these words of a page say."""
    return frozenset(key for key in _keys() if _says(words, key))


@lru_cache(maxsize=1024)
def _says(page: str, key: str) -> bool:
    parts = (part for sentence in prose(page) for part in (sentence.text, *sentence.text.split(":")))
    return any(_end(plain(part), key) is not None for part in parts)


def _end(words: str, key: str) -> int | None:
    """How many words stand before the end of a phrase, where nothing before it denies it that is no part of it."""
    denials = frozenset(_phrases()["denials"])
    for phrase in _phrases()[key]:
        own = {word for word in phrase.split() if word in denials}
        for match in _pattern(phrase).finditer(words):
            before = words[: match.end()].split()
            if own or not denials & set(before):
                return len(before)
    return None


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(pattern(phrase.split()))


def _keys() -> Sequence[str]:
    return tuple(key for key in _phrases() if key != "denials")


@cache
def _phrases() -> dict[str, list[str]]:
    text = files("copilot.drafting").joinpath("beside.yaml").read_text("utf-8")
    return {str(key): list(phrases) for key, phrases in read_words(text).items()}
