"""What customers say of their own request: the remedy chosen, the photo sent, what exactly is asked."""

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from copilot.evidence import Evidence, plain
from copilot.keeping import by_hash, for_a_review
from copilot.shipped import read_words

from .own_words import own_words
from .phrases import pattern as phrase_pattern

LONGEST = 4000  # code points of what the customer wrote that are read
_BEFORE = 4  # words before a choice in which a "not" turns it round

_HOUSE = re.compile(r"\b\d{1,6}[a-zA-Z]?\b")

Remedy = Literal["replacement", "refund"]


def says(evidence: Evidence, what: str) -> bool:
    """Whether the customer says something of this kind anywhere in the conversation."""
    return _says(evidence.ticket.said, what)


def tells(text: str, what: str) -> bool:
    """Whether one sentence says something of this kind."""
    return _pattern(what).search(_read(text)) is not None


def chosen(evidence: Evidence) -> Remedy | None:
    """The remedy that the customer asks for, in the last message that names one; None where both or none are named."""
    for text in reversed(evidence.ticket.said):
        whole = _read(text)
        if _pattern("either").search(whole):
            return None
        found: list[Remedy] = [kind for kind in ("replacement", "refund") if _wanted(whole, kind)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def wants(evidence: Evidence, what: str) -> bool:
    """Whether the customer names something of this kind, and not as what is not wanted."""
    return any(_wanted(_read(text), what) for text in evidence.ticket.said)


def says_before(evidence: Evidence, what: str, name: str) -> bool:
    """Whether the customer says something of this kind right before a name: "to gold"."""
    named = re.compile(rf" (?:{'|'.join(map(re.escape, _phrases()[what]))}){re.escape(plain(name).rstrip())}(?= )")
    return any(named.search(_read(text)) for text in evidence.ticket.said)


def decided(evidence: Evidence) -> bool:
    """Whether the customer asks for it to be done, and not only whether it could be."""
    return not says(evidence, "whether") and not says(evidence, "in_case")


def gives(evidence: Evidence, what: Literal["address", "payment"]) -> bool:
    """Whether a request to change something says to what: a house number or postal code, a way to pay."""
    if what == "payment":
        return says(evidence, "ways_to_pay")
    said = " ".join(evidence.ticket.said)[:LONGEST]
    return any(_HOUSE.search(word) and not _is_id(word) for word in said.split())


def _is_id(word: str) -> bool:
    """Whether a word is written as orders are numbered: "QM-72601", "#1234"."""
    return word.startswith("#") or ("-" in word and any(map(str.isalpha, word)))


def places(text: str, what: str) -> list[int]:
    """Where a text that `plain` made says something of this kind."""
    return [found.start() for found in _pattern(what).finditer(text)]


@by_hash(512)
def _says(texts: tuple[str, ...], what: str) -> bool:
    return any(_pattern(what).search(_read(text)) for text in texts)


@for_a_review(128)
def _read(text: str) -> str:
    """The words in small letters, without what speaks to an assistant."""
    return plain(own_words(text[:LONGEST]))


def _wanted(text: str, kind: str) -> bool:
    """Whether something is named, and not as what is not wanted."""
    for match in _pattern(kind).finditer(text):
        before = " ".join(text[: match.start()].split()[-_BEFORE:])
        if not _pattern("not").search(f" {before} {match.group()} "):
            return True
    return False


@cache
def _pattern(what: str) -> re.Pattern[str]:
    return re.compile("|".join(phrase_pattern(phrase.split()) for phrase in _phrases()[what]))


@cache
def _phrases() -> dict[str, list[str]]:
    text = files("copilot.drafting").joinpath("said.yaml").read_text("utf-8")
    return {str(kind): list(phrases) for kind, phrases in read_words(text).items()}
