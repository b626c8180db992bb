"""Groups of lines that may go back in one parcel: its fee is taken once, however many things are in it."""

from collections.abc import Sequence
from dataclasses import replace

from copilot.models import Entitlement
from copilot.values import read_money

from .clauses import ScopedClause
from .offers import Beside, entitlement
from .rulings import Ruling
from .situations import Situation


def together(
    about: str, groups: Sequence[tuple[Ruling, Sequence[Situation]]], clauses: Sequence[ScopedClause], beside: Beside
) -> list[Entitlement]:
    """What groups that pay the same fixed fee for a return come to when all of them go back at once.

    The strictest of their terms hold: the earliest last day, and a second person where one group needs one.
    """
    if about != "return":
        return []
    paying: dict[str, list[tuple[Ruling, Sequence[Situation]]]] = {}
    for answer, group in groups:
        if answer.state in ("allowed", "approval") and answer.fee and answer.fee.amount and answer.cap is None:
            paying.setdefault(answer.fee.model_dump_json(), []).append((answer, group))
    found = []
    for sharing in paying.values():
        if len(sharing) < 2:
            continue
        lines = sorted((line for _, group in sharing for line in group), key=_place)
        all_of_them = entitlement(about, _strictest([answer for answer, _ in sharing]), clauses, lines, beside)
        if all_of_them.fee and read_money(all_of_them.fee)[0]:
            found.append(replace(all_of_them, together=True))
    return found


def _place(situation: Situation) -> int:
    return situation.order.items.index(situation.line)


def _strictest(answers: Sequence[Ruling]) -> Ruling:
    one = answers[0]
    return replace(
        one,
        state="approval" if any(answer.state == "approval" for answer in answers) else "allowed",
        until=min((answer.until for answer in answers if answer.until), default=None),
        method=one.method if all(answer.method == one.method for answer in answers) else None,
        timing=one.timing if all(answer.timing == one.timing for answer in answers) else None,
        clauses=tuple(dict.fromkeys(id for answer in answers for id in answer.clauses)),
        steps=(*dict.fromkeys(step for answer in answers for step in answer.steps), "one fee for all in one parcel"),
    )
