"""Checking a draft against its evidence: the rules, and what they find."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from copilot.errors import BadInput
from copilot.evidence import Evidence
from copilot.models import Finding, Slot, Triage

from .abroad import BY_WORDS, abroad, borne_abroad
from .certainty import by_grammar
from .citing import citations
from .problem import Problem, Rule
from .reading import Author, Reading
from .repair import repair
from .rules.amounts import amounts
from .rules.authority import exceeded
from .rules.automation import unannounced
from .rules.counts import counts
from .rules.customer import standing
from .rules.dates import dates
from .rules.denials import bare_denials
from .rules.disclosed import undisclosed, untimed
from .rules.durations import durations
from .rules.empathy import cold
from .rules.form import blame, cards, empty, foreign, overlong, personal, placeholders, unread
from .rules.free import free
from .rules.grounds import unsourced
from .rules.ids import contacts, ids
from .rules.items import misplaced, return_states, stock, unknown
from .rules.methods import methods
from .rules.names import names
from .rules.offers import permissions, promises
from .rules.options import options
from .rules.owned import unowned
from .rules.paid import unpaid
from .rules.payers import payers
from .rules.percentages import percentages
from .rules.requests import unanswered
from .rules.safety import inside
from .rules.secrets import secrets
from .rules.statuses import actions, statuses
from .rules.things import things
from .rules.timely import timely
from .rules.understood import understood
from .spoken_of import widened

__all__ = ["RULES", "Author", "Problem", "Reading", "Rule", "check", "citations", "repair", "require_known"]

RULES: tuple[Rule, ...] = (
    Rule("F001", "amounts of money", "block", amounts),
    Rule("F002", "dates", "block", dates),
    Rule("F003", "statuses and events", "block", statuses),
    Rule("F004", "ids and tracking numbers", "block", ids),
    Rule("F005", "durations", "block", durations),
    Rule("F006", "percentages", "block", percentages),
    Rule("F007", "counts and left-over numbers", "block", counts, by_grammar=True),
    Rule("F008", "contacts and links", "block", contacts),
    Rule("F009", "names", "block", names),
    Rule("F010", "options of items", "block", options, by_grammar=True),
    Rule("F011", "ways to pay", "block", methods),
    Rule("F012", "things and colours", "block", things),
    Rule("F013", "items on their orders", "block", misplaced),
    Rule("F014", "what can be had", "block", stock),
    Rule("F015", "who the customer is", "block", standing),
    Rule("F016", "what became of returns", "block", return_states),
    Rule("F017", "things beside items", "block", unknown),
    Rule("F018", "orders that are not paid", "block", unpaid),
    Rule("A001", "things said to be done", "block", actions),
    Rule("A002", "promises", "block", promises, by_grammar=True),
    Rule("A003", "what the agent may give alone", "block", exceeded),
    Rule("P001", "permissions and denials", "block", permissions, by_grammar=True),
    Rule("P002", "things said to be free", "block", free, by_grammar=True),
    Rule("P003", "whether there is still time", "block", timely, by_grammar=True),
    Rule("P004", "who pays the post", "block", payers, by_grammar=True),
    Rule("U001", "statements that were not understood", "block", understood),
    Rule("S001", "what stays in the house", "block", inside),
    Rule("S002", "secrets that nobody may ask for", "block", secrets),
    Rule("V001", "personal data in public", "block", personal),
    Rule("V002", "card numbers", "block", cards),
    Rule("L001", "placeholders", "block", placeholders),
    Rule("L002", "language", "block", unread),
    Rule("L003", "empty drafts", "block", empty),
    Rule("L004", "the customer's language", "warn", foreign),
    Rule("L005", "kind words to the upset", "warn", cold),
    Rule("L006", "requests that are not answered", "warn", unanswered),
    Rule("L007", "replies too long for their channel", "warn", overlong),
    Rule("T001", "blame", "block", blame),
    Rule("T002", "fees and last days that are not said", "block", undisclosed, by_grammar=True),
    Rule("T007", "how long it takes, where that is not said", "block", untimed, by_grammar=True),
    Rule("T003", "the shop's own fault", "warn", unowned),
    Rule("T004", "refusals without a reason or another way", "block", bare_denials),
    Rule("T005", "the notice about automation", "block", unannounced),
    Rule("T006", "policies that no document states", "warn", unsourced),
)


_LONG = Rule("U002", "drafts that are too long", "block", lambda _: iter(()))

READ = 6_000
"""Code points of a draft that are read; what stands behind them is not decided."""


def check(
    text: str,
    language: str,
    evidence: Evidence,
    severities: Mapping[str, str] | None = None,
    slots: Sequence[Slot] = (),
    own: Sequence[Rule] = (),
    *,
    triage: Triage | None = None,
    author: Author = "agent",
    wording: Mapping[str, str] | None = None,
    limits: Mapping[str, int] | None = None,
    trust: float | None = None,
) -> tuple[Finding, ...]:
    """What every rule finds in the text, in the order of the text; omissions first.

    `slots` say which fact a span was filled with; the words around it are read like any others. `own` are rules of the
    shop, beside ours: each a plain function that yields problems. `severities` replaces a rule's severity by code;
    "off" leaves the rule out. `wording` says by code what a finding tells instead of ours, which it may hold as
    {message}, and the words found as {says}. `limits` says by channel how many characters a reply may have;
    `trust`, how surely harmless or borne out what no rule reads must be, from 0 to 1.
    Without `triage` nothing is said about requests and feelings.
    """
    reading = Reading(text[:READ], language, widened(evidence, text[:READ]), slots, triage, author, limits or {}, trust)
    findings = [
        _finding(rule, severity, problem, (wording or {}).get(rule.code))
        for rule in (*RULES, *own)
        if (severity := (severities or {}).get(rule.code, rule.severity)) != "off"
        for problem in _weighed(rule, reading)
    ]
    long = (severities or {}).get(_LONG.code, _LONG.severity)
    if len(text) > READ and long != "off":
        findings.append(_finding(_LONG, long, Problem("unchecked", "too long to be read", READ, len(text))))
    return tuple(sorted(findings, key=lambda finding: (finding.start or -1, finding.rule)))


def require_known(codes: Iterable[str], own: Sequence[Rule] = ()) -> None:
    """Refuse codes that no rule has, ours or the shop's own."""
    known = {rule.code for rule in (*RULES, *own, _LONG)}
    if unknown := sorted(set(codes) - known):
        raise BadInput(f"settings name rules {unknown!r}; expected codes of rules: {', '.join(sorted(known))}")


def _weighed(rule: Rule, reading: Reading) -> Iterator[Problem]:
    """What a rule finds; unsure where it goes by a grammar that the language does not have."""
    sure = not rule.by_grammar or by_grammar(reading)
    elsewhere = rule.code in BY_WORDS and abroad(reading)
    for problem in rule.check(reading):
        doubted = elsewhere and problem.status == "unchecked" and problem.start is not None
        if not (doubted and borne_abroad(reading, rule.code, problem.start or 0, problem.end or 0)):
            yield problem if sure else replace(problem, status="unchecked")


def _finding(rule: Rule, severity: str, problem: Problem, wording: str | None = None) -> Finding:
    return Finding(
        rule=rule.code,
        severity=severity,
        status=problem.status,
        message=_worded(wording, problem),
        start=problem.start,
        end=problem.end,
        says=problem.says,
        evidence=list(problem.evidence),
        fix=problem.fix,
    )


def _worded(wording: str | None, problem: Problem) -> str:
    """The shop's own words for a finding, with ours and what the draft says in their places."""
    if wording is None:
        return problem.message
    parts = _PLACES.split(wording)
    told = {"{message}": problem.message, "{says}": problem.says or ""}
    return "".join(told.get(part, part) for part in parts)


_PLACES = re.compile(r"(\{message\}|\{says\})")
