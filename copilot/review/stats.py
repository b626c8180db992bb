"""What became of the drafts, told from the log alone, by definitions that do not change.

A draft counts in the period in which it was decided about, a review in the one in which it was submitted.

- unchanged, light, heavy, discarded: see `edits`; a rejected draft is discarded too.
- fired: reviews submitted in which the rule had a finding; blocked: in which it was a blocking one, violated;
  overridden: decisions that set it aside.
- gap: an intent in one language, by how many of its drafts were blocked or empty.
- first response: from the customer's message to the first text sent on the ticket; resolution: to the ticket being
  reported as resolved. A ticket counts in the period in which that happened.
- CSAT: the share of ratings 4 and 5 of 1 to 5. NPS: the share of 9 and 10 less the share of 0 to 6, of 0 to 10.
  CES: the mean of 1 to 7.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from .chain import Entry
from .records import stamp

SCALES: Mapping[str, tuple[int, int]] = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}
"""The lowest and the highest rating of each question."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    rule: str
    fired: int
    blocked: int
    overridden: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What the knowledge or the records did not carry; `reviews` are up to five to look at."""

    intent: str | None
    language: str
    prepared: int
    blocked: int
    empty: int
    reviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Times in seconds over so many tickets."""

    tickets: int
    median: float
    ninetieth: float


@dataclass(frozen=True, slots=True)
class Rating:
    count: int
    score: float


@dataclass(frozen=True, slots=True)
class Stats:
    """One period, [since, until)."""

    since: datetime
    until: datetime
    prepared: int
    clean: int
    unsure: int
    blocked: int
    decisions: Mapping[str, int]
    drafts: Mapping[str, int]
    touched: Mapping[str, int]
    released: int
    expired: int
    rules: tuple[RuleCount, ...]
    gaps: tuple[Gap, ...]
    first_response: Spread | None
    resolution: Spread | None
    ratings: Mapping[str, Rating]
    wrong_reports: int


def stats_of(entries: Sequence[Entry], since: datetime, until: datetime) -> Stats:
    """The figures of one period, from the whole log."""
    first, end = stamp(since), stamp(until)
    within = [entry for entry in entries if first <= entry.at < end]
    told: dict[str, list[tuple[Entry, dict[str, Any]]]] = defaultdict(list)
    for entry in within:
        told[entry.kind].append((entry, entry.told))
    submitted = [detail for _, detail in told["submitted"]]
    decided = [detail for _, detail in told["decided"]]
    return Stats(
        since=since,
        until=until,
        prepared=len(submitted),
        clean=sum(detail["clean"] for detail in submitted),
        unsure=sum(not detail["clean"] and not detail["blocked"] for detail in submitted),
        blocked=sum(detail["blocked"] for detail in submitted),
        decisions=_counted(detail["decision"] for detail in decided),
        drafts=_counted(fate for detail in decided if (fate := _fate(detail))),
        touched=_counted(part for detail in decided for part in detail.get("touched", [])),
        released=len(told["released"]),
        expired=len(told["expired"]),
        rules=_rules(submitted, decided),
        gaps=_gaps(told["submitted"]),
        first_response=_spread(_first_responses(entries), first, end),
        resolution=_spread(_resolutions(entries), first, end),
        ratings=_ratings(detail for _, detail in told["rating"]),
        wrong_reports=len(told["wrong"]),
    )


def _fate(detail: dict[str, Any]) -> str | None:
    return "discarded" if detail["state"] == "rejected" else detail.get("edit")


def _rules(submitted: Iterable[dict[str, Any]], decided: Iterable[dict[str, Any]]) -> tuple[RuleCount, ...]:
    fired: Counter[str] = Counter()
    blocked: Counter[str] = Counter()
    for detail in submitted:
        fired.update({rule for rule, _, _ in detail["rules"]})
        blocked.update({rule for rule, severity, status in detail["rules"] if (severity, status) == _BLOCKS})
    overridden = Counter(rule for detail in decided for rule in detail["overridden"])
    rules = sorted(fired | overridden, key=lambda rule: (-fired[rule], rule))
    return tuple(RuleCount(rule, fired[rule], blocked[rule], overridden[rule]) for rule in rules)


_BLOCKS = ("block", "violated")


def _gaps(submitted: Iterable[tuple[Entry, dict[str, Any]]]) -> tuple[Gap, ...]:
    by_subject: dict[tuple[str | None, str], list[tuple[Entry, dict[str, Any]]]] = defaultdict(list)
    for entry, detail in submitted:
        by_subject[detail["intent"], detail["language"]].append((entry, detail))
    gaps = []
    for (intent, language), found in by_subject.items():
        lacking = [(entry, detail) for entry, detail in found if detail["blocked"] or detail["empty"]]
        blocked, empty = (sum(detail[key] for _, detail in found) for key in ("blocked", "empty"))
        reviews = tuple(entry.review_id or "" for entry, _ in lacking[:5])
        if lacking:
            gaps.append((len(lacking), Gap(intent, language, len(found), blocked, empty, reviews)))
    return tuple(gap for _, gap in sorted(gaps, key=lambda ranked: (-ranked[0], str(ranked[1]))))


def _first_responses(entries: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """(asked at, first sent at) by ticket."""
    asked, ticket_of = _asked(entries), _tickets(entries)
    times: dict[str, tuple[str, str]] = {}
    for entry in entries:
        if entry.kind == "sent" and entry.review_id in ticket_of:
            ticket = ticket_of[entry.review_id]
            times.setdefault(ticket, (asked[ticket], entry.at))
    return times


def _resolutions(entries: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """(asked at, resolved at) by ticket; what was resolved twice counts the last time."""
    asked = _asked(entries)
    resolved = [(entry.told["ticket"], entry.at) for entry in entries if entry.kind == "resolved"]
    return {ticket: (asked[ticket], at) for ticket, at in resolved if ticket in asked}


def _asked(entries: Iterable[Entry]) -> dict[str, str]:
    asked: dict[str, str] = {}
    for detail in (entry.told for entry in entries if entry.kind == "submitted"):
        asked.setdefault(detail["ticket"], detail["asked_at"])
    return asked


def _tickets(entries: Iterable[Entry]) -> dict[str | None, str]:
    return {entry.review_id: entry.told["ticket"] for entry in entries if entry.kind == "submitted"}


def _spread(times: Mapping[str, tuple[str, str]], first: str, end: str) -> Spread | None:
    within = [(asked, done) for asked, done in times.values() if first <= done < end]
    seconds = sorted((datetime.fromisoformat(b) - datetime.fromisoformat(a)).total_seconds() for a, b in within)
    if not seconds:
        return None
    return Spread(len(seconds), median(seconds), seconds[-(-9 * len(seconds) // 10) - 1])


def _ratings(details: Iterable[dict[str, Any]]) -> dict[str, Rating]:
    scores: dict[str, list[int]] = defaultdict(list)
    for detail in details:
        scores[detail["about"]].append(detail["score"])
    return {about: Rating(len(given), round(_score(about, given), 4)) for about, given in sorted(scores.items())}


def _score(about: str, given: Sequence[int]) -> float:
    match about:
        case "csat":
            return sum(score >= 4 for score in given) / len(given)
        case "nps":
            return (sum(score >= 9 for score in given) - sum(score <= 6 for score in given)) / len(given)
        case _:
            return sum(given) / len(given)


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
