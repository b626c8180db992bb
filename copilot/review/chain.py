"""The audit log as a chain: each entry's hash covers the one before, and a code over it needs the secret."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from .keys import Keys, signed_by
from .records import canonical, digest

GENESIS = "0" * 64
"""What the first entry has before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `detail` is a JSON object and never personal; what is, is sealed, by its digest."""

    seq: int
    at: str
    kind: str
    review_id: str | None
    agent: str | None
    detail: str
    sealed: str | None
    before: str
    hash: str = ""
    code: str = ""

    @property
    def told(self) -> dict[str, Any]:
        """The detail as an object."""
        return dict(json.loads(self.detail))


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry with what it says that is personal, as JSON: a decision, what took an approval back, a report."""

    entry: Entry
    personal: Any


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log, signed: keep a copy elsewhere, and a shortened or exchanged log shows."""

    seq: int
    at: str
    hash: str
    public: str
    signature: str

    @property
    def message(self) -> bytes:
        return canonical([self.seq, self.at, self.hash])


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of checking the log: `bad` is the number of the first entry at fault."""

    entries: int
    bad: int | None = None
    problem: str | None = None

    @property
    def sound(self) -> bool:
        return self.problem is None


def linked(entry: Entry, keys: Keys) -> Entry:
    """The entry with its hash and code."""
    found = _hash(entry)
    return replace(entry, hash=found, code=keys.mac(found.encode()))


def signed_head(seq: int, at: str, last: str, keys: Keys) -> Head:
    """The head of a log that ends with this entry."""
    return Head(seq, at, last, keys.public, keys.sign(canonical([seq, at, last])))


def verify_chain(entries: Iterable[Entry], head: Head, keys: Keys, anchors: Iterable[Head] = ()) -> Verification:
    """Whether every entry is as it was written, in its place, and none is missing, up to the signed head.

    `anchors` are heads that were kept elsewhere: the log must still contain each of them.
    """
    before, count = GENESIS, 0
    kept = {anchor.seq: anchor for anchor in anchors}
    for anchor in kept.values():
        if anchor.public != keys.public or not signed_by(keys.public, anchor.message, anchor.signature):
            return Verification(0, anchor.seq, f"the anchor of entry {anchor.seq} was not signed with this key")
    for count, entry in enumerate(entries, 1):
        if problem := _problem(entry, count, before, keys):
            return Verification(count - 1, count, problem)
        if entry.seq in kept and kept[entry.seq].hash != entry.hash:
            return Verification(count - 1, count, f"entry {count} is not the one that was anchored")
        before = entry.hash
    if head.public != keys.public or not signed_by(keys.public, head.message, head.signature):
        return Verification(count, count + 1, "the head of the log was not signed with this key")
    if (head.seq, head.hash) != (count, before):
        return Verification(count, count + 1, f"the signed head is entry {head.seq}, the log ends with entry {count}")
    if missing := sorted(seq for seq in kept if seq > count):
        return Verification(count, count + 1, f"the log ends with entry {count}; entry {missing[0]} was anchored")
    return Verification(count)


def _problem(entry: Entry, place: int, before: str, keys: Keys) -> str | None:
    if entry.seq != place:
        return f"entry {place} is missing; entry {entry.seq} stands in its place"
    if entry.before != before:
        return f"entry {place} does not follow the one before it"
    if _hash(entry) != entry.hash:
        return f"entry {place} was altered"
    if not keys.holds(entry.hash.encode(), entry.code):
        return f"entry {place} was not written by a holder of the key"
    return None


def _hash(entry: Entry) -> str:
    return digest(
        [entry.seq, entry.at, entry.kind, entry.review_id, entry.agent, entry.detail, entry.sealed, entry.before]
    )
