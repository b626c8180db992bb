"""T002: what applies to an offer is said with it, its fee and last day; T007: how long money or goods take."""

from collections.abc import Iterator

from copilot.checks.certainty import against
from copilot.checks.lengths import same_length
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.statements import ReadSentence, Statement
from copilot.models import Entitlement
from copilot.values import read_money

OFFERED = ("return", "exchange", "cancel")
"""Offers that the customer takes up in their own time, so that a fee or a last day matters to them."""


def undisclosed(reading: Reading) -> Iterator[Problem]:
    """Each fee and each last day of something that the draft offers and that the draft does not state."""
    told: set[str] = set()
    for sentence in reading.sentences:
        for statement in sentence.statements:
            for claim in statement.events:
                if claim.mode != "allowed" or claim.negated or claim.kind not in OFFERED or claim.kind in told:
                    continue
                if statement.mood != "asserted":
                    continue
                offers = _offers(reading, statement, claim.kind)
                if offers and (missing := _missing(reading, offers)):
                    told.add(claim.kind)
                    yield _problem(reading, claim.kind, offers, missing)
    for kind, offers in _explained(reading).items():
        if kind not in told and (missing := _missing(reading, offers)):
            yield _problem(reading, kind, offers, missing)


def untimed(reading: Reading) -> Iterator[Problem]:
    """Each kind of money or goods that the draft says will come, where it does not say how long that takes.

    What comes "immediately" keeps nobody waiting.
    """
    stated = [text for value in reading.values if value.type == "duration" for text in value.values]
    seen: set[str] = set()
    for sentence in reading.sentences:
        for statement in sentence.statements:
            for claim in statement.events:
                if claim.negated or claim.mode not in ("allowed", "promised") or statement.mood != "asserted":
                    continue
                if _of_no_weight(reading, sentence, statement, claim.kind):
                    continue
                if claim.kind == "cancel" and claim.mode == "allowed":  # that it may be cancelled promises no money yet
                    continue
                kinds = _COMES.get(claim.kind, ())
                offers = [offer for kind in kinds for offer in _offers(reading, statement, kind) if offer.timing]
                timings = {offer.timing for offer in offers if offer.timing and _is_length(offer.timing)}
                told = any(same_length(one, other) for one in stated for other in timings)
                if timings and not told and claim.kind not in seen:
                    seen.add(claim.kind)
                    ids = tuple(dict.fromkeys(clause for offer in offers for clause in offer.clauses))
                    message = f"{claim.kind} is promised, and how long it takes, {min(timings)}, is not said"
                    yield Problem("unchecked", message, evidence=ids)
    if "refund" not in seen:
        yield from unhurried(reading)


def unhurried(reading: Reading) -> Iterator[Problem]:
    """Money that is told to come back, to a way to pay or as an amount, where no time of a refund is told at all."""
    know = reading.vocabulary
    if know is None:
        return
    stated = [text for value in reading.values if value.type == "duration" for text in value.values]
    for sentence in reading.sentences:
        timings, ids = _timings_back(reading, sentence)
        if not timings or any(same_length(one, other) for one in stated for other in timings):
            continue
        for statement in sentence.statements:
            if _comes_back(reading, sentence, statement):
                message = f"money comes back, and how long it takes, {min(timings)}, is not said"
                yield Problem("unchecked", message, evidence=ids)
                return


def _timings_back(reading: Reading, sentence: ReadSentence) -> tuple[set[str], tuple[str, ...]]:
    """How long what may be paid back for these orders takes, and the clauses that say so."""
    offers = [
        offer
        for order in sentence.orders
        if not any(back.received_at for back in order.returns)  # what is under way has its own days
        for kind in _COMES["refund"]
        for offer in reading.evidence.entitled(kind, order.id)
        if offer.state in ("allowed", "approval") and offer.timing and _is_length(offer.timing)
    ]
    ids = tuple(dict.fromkeys(clause for offer in offers for clause in offer.clauses))
    timings = {offer.timing for offer in offers if offer.timing}
    return (timings, ids) if timings else _once_it_is_lost(reading, sentence)


def _once_it_is_lost(reading: Reading, sentence: ReadSentence) -> tuple[set[str], tuple[str, ...]]:
    """The same of what may be paid back later, once a parcel that is on its way counts as lost."""
    states = {order.status for order in sentence.orders}
    if not states or not states <= {"shipped", "partially_shipped"}:
        return set(), ()
    found = {
        clause.id: fact.value
        for clause in reading.evidence.clauses
        if clause.about == "refund" and clause.effect == "grant" and states <= set(clause.when.status)
        for fact in reading.evidence.about(f"clause:{clause.id}", "refund.timing")
        if _is_length(fact.value)
    }
    return set(found.values()), tuple(found)


def _comes_back(reading: Reading, sentence: ReadSentence, statement: Statement) -> bool:
    """Whether an amount, or "the money", is told to go back in a statement that is neither past nor denied."""
    know = reading.vocabulary
    if know is None or sentence.quoted or statement.mood != "asserted" or know.says("negation", statement.words):
        return False
    today = reading.evidence.today.isoformat()
    inside = [v for v in sentence.values if statement.start <= v.start < statement.end]
    past = any(v.type == "date" and max(v.values, default=today) < today for v in sentence.values)
    done = any(claim.mode in ("happened", "done") for claim in statement.events)
    money = any(v.type == "money" for v in inside) or know.says("money_words", statement.words)
    back = {cue for _, _, cue in know.money_roles.find(statement.words)}
    ways = any(
        f.role.startswith(("payment_method", "method")) or f.role.endswith(".method")
        for m in sentence.mentions
        if statement.start <= m.start < statement.end
        for f in m.facts
    )
    known = {f.role for v in inside for t in v.values for f in reading.evidence.by_value.get(("money", t), ())}
    entitled = any(role in _AMOUNTS for role in known) or (ways and (not known or bool(known & _PAID)))
    return money and bool(back & {"refund", "get"}) and entitled and not past and not done


_PAID = frozenset(["paid", "total", "payment"])
_AMOUNTS = tuple(f"{kind}.{part}" for kind in ("return", "cancel", "refund") for part in ("amount", "before_fee"))
_COMES = {
    "refund": ("refund", "cancel", "return"),
    "cancel": ("cancel",),
    "replacement": ("replacement", "exchange"),
    "exchange": ("exchange",),
}


def _of_no_weight(reading: Reading, sentence: ReadSentence, statement: Statement, kind: str) -> bool:
    """Whether nothing is waited for: a difference beside an exchange, a cancelling that no money is told of."""
    know = reading.vocabulary
    roles = {cue for _, _, cue in know.money_roles.find(sentence.sentence.words)} if know else set()
    unpaid = all(not any(p.kind == "payment" for p in order.payments) for order in statement.orders)
    money = any(value.type == "money" for value in reading.values)
    return (kind == "refund" and "difference" in roles) or (kind == "cancel" and (unpaid or not money))


def _is_length(text: str) -> bool:
    return text[:1].isdigit()


def _problem(reading: Reading, kind: str, offers: list[Entitlement], missing: list[str]) -> Problem:
    ids = tuple(dict.fromkeys(clause for offer in offers for clause in offer.clauses))
    return Problem(
        against(not _named_days(reading)), f"{kind} is offered, and {' and '.join(missing)} is not said", evidence=ids
    )


def _named_days(reading: Reading) -> bool:
    """Whether a last day is told by a name that nobody reads: "until Christmas Eve"."""
    know = reading.vocabulary
    return know is not None and any(
        cue == "until"
        and sentence.sentence.words[place + length : place + length + 1]
        and sentence.sentence.words[place + length].capital
        and not any(value.start == sentence.sentence.words[place + length].start for value in sentence.values)
        for sentence in reading.sentences
        for place, length, cue in know.date_roles.find(sentence.sentence.words)
    )


def _explained(reading: Reading) -> dict[str, list[Entitlement]]:
    """The offers of which the draft states an amount or a fee that is nothing else in the evidence."""
    offers = {o.id: o for o in (*reading.evidence.entitlements, *reading.evidence.line_entitlements)}
    found: dict[str, list[Entitlement]] = {}
    for value in reading.values:
        facts = [f for text in value.values for f in reading.evidence.by_value.get(("money", text), ())]
        parts = [offers.get(f.id.rpartition(".")[0]) for f in facts if f.role.endswith((".amount", ".fee"))]
        allowed = [o for o in parts if o is not None and o.state == "allowed" and o.about in OFFERED]
        if value.type == "money" and facts and len(allowed) == len(facts) and len({o.about for o in allowed}) == 1:
            found.setdefault(allowed[0].about, []).extend(allowed)
    return found


def _offers(reading: Reading, statement: Statement, kind: str) -> list[Entitlement]:
    """What the orders spoken of, or the lines named of them, may be offered."""
    found = []
    for order in statement.orders:
        lines = statement.lines.get(order.id, frozenset())
        every = (*reading.evidence.entitled(kind, order.id), *reading.evidence.line_entitlements)
        found += [
            offer
            for offer in every
            if offer.about == kind
            and offer.order_id == order.id
            and offer.state == "allowed"
            and (not lines or not offer.line_ids or lines & set(offer.line_ids))
        ]
    return found


def _missing(reading: Reading, offers: list[Entitlement]) -> list[str]:
    """What none of the offers' own terms is stated of: "the fee of 4.95 EUR", "the last day, 2026-12-26"."""
    stated = {text.lstrip("-") for value in reading.values for text in value.values}
    percents = {f.value for f in reading.evidence.facts if f.role.endswith(".fee_percent")}
    fees = sorted({offer.fee for offer in offers if offer.fee and read_money(offer.fee)[0]})
    days = sorted({offer.until for offer in offers if offer.until})
    missing = []
    if (
        len(fees)
        and all(offer.fee and read_money(offer.fee)[0] for offer in offers)
        and not stated & {*fees, *percents}
    ):
        missing.append(f"the fee of {fees[0]}")
    if days and all(offer.until for offer in offers) and not any(_says(reading, day) for day in days):
        missing.append(f"the last day, {days[0]},")
    return missing


def _says(reading: Reading, day: str) -> bool:
    """Whether a day stands in the draft, as a date, as today or tomorrow, or as the day of a month."""
    return any(
        day in value.values or value.resolved == day or (value.type == "ordinal" and str(int(day[-2:])) in value.values)
        for value in reading.values
    )
