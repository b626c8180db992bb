"""What happened since an approval that takes it back."""

from collections.abc import Iterable, Iterator

from copilot.models import Entitlement, Fact, Finding, Review

from .records import Fresh


def what_changed(review: Review, policy: dict[str, str], fresh: Fresh) -> list[str]:
    """Why the approved text must not be sent any more, in words; empty when it still holds.

    What counts: a fact, entitlement or clause that the draft cites; anything recorded about an order that it is
    about; a blocking finding that was not there. What does not: everything else, such as another product's price.
    A draft that cites nothing rests on every order, entitlement and clause.
    """
    return [
        *_facts(review, fresh.facts),
        *_entitlements(review, fresh.entitlements),
        *_policy(review, policy, fresh.policy),
        *_findings(review.findings, fresh.findings),
    ]


def _facts(review: Review, fresh: Iterable[Fact]) -> Iterator[str]:
    fresh = list(fresh)
    orders = orders_of(review)
    cited = cited_sources(review)
    before, now = _values(review.facts), _values(fresh)
    matters = {_place(fact) for fact in review.facts if fact.id in cited}
    matters |= {_place(fact) for fact in [*review.facts, *fresh] if _recorded_of(fact, orders)}
    for place in sorted(matters):
        if before.get(place) != now.get(place):
            subject, role = place
            yield f"{role} of {subject!r} was {_words(before.get(place))}, is now {_words(now.get(place))}"


def _entitlements(review: Review, fresh: Iterable[Entitlement]) -> Iterator[str]:
    now = {_offer(entitlement) for entitlement in fresh}
    for entitlement in _relied_on(review):
        if _offer(entitlement) not in now:
            lines = "".join(f" line {line}" for line in entitlement.line_ids)
            yield f"{entitlement.about} for order {entitlement.order_id!r}{lines} is not what it was"


def _policy(review: Review, before: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    cited = cited_sources(review)
    rests_on = cited | {clause for entitlement in _relied_on(review) for clause in entitlement.clauses}
    rests_on |= {fact.subject.removeprefix("passage:") for fact in review.facts if fact.id in cited}
    for name, version in sorted(before.items()):
        if (name in rests_on or not cited) and now.get(name) != version:
            yield f"policy {name!r} " + ("changed" if name in now else "is no longer in force")


def _findings(before: Iterable[Finding], now: Iterable[Finding]) -> Iterator[str]:
    known = {(f.rule, f.status, f.start, f.end, f.says) for f in before}
    for finding in now:
        if finding.severity == "block" and (
            (finding.rule, finding.status, finding.start, finding.end, finding.says) not in known
        ):
            yield f"{finding.rule}: {finding.message}"


def cited_sources(review: Review) -> set[str]:
    """The ids of all facts, entitlements, clauses and passages that the draft cites."""
    return {source for citation in review.draft.citations for source in citation.sources}


def _relied_on(review: Review) -> list[Entitlement]:
    """Entitlements that the draft cites: itself, a fact drawn from it, or, for an order it is about, a clause of it."""
    cited, orders = cited_sources(review), orders_of(review)
    return [
        entitlement
        for entitlement in review.entitlements
        if not cited
        or any(source == entitlement.id or source.startswith(f"{entitlement.id}.") for source in cited)
        or (cited & set(entitlement.clauses) and f"order:{entitlement.order_id}" in orders)
    ]


def orders_of(review: Review) -> set[str]:
    """The subjects of the orders that the draft is about; all of its orders where it does not say."""
    cited = cited_sources(review)
    about = {_order(fact.subject) for fact in review.facts if fact.id in cited}
    about |= {f"order:{e.order_id}" for e in review.entitlements if e.id in cited}
    return about - {""} or {_order(fact.subject) for fact in review.facts} - {""}


def _order(subject: str) -> str:
    return subject.split("/", 1)[0] if subject.startswith("order:") else ""


def _recorded_of(fact: Fact, orders: set[str]) -> bool:
    """On record about one of the orders; what is only worked out (it has steps) may change with the clock alone."""
    return not fact.steps and _order(fact.subject) in orders


def _place(fact: Fact) -> tuple[str, str]:
    return fact.subject, fact.role


def _values(facts: Iterable[Fact]) -> dict[tuple[str, str], list[str]]:
    values: dict[tuple[str, str], list[str]] = {}
    for fact in facts:
        values.setdefault(_place(fact), []).append(fact.value)
    return {place: sorted(found) for place, found in values.items()}


def _words(values: list[str] | None) -> str:
    return ", ".join(map(repr, values)) if values else "not on record"


def _offer(entitlement: Entitlement) -> tuple[object, ...]:
    return (
        entitlement.about, entitlement.state, entitlement.order_id, entitlement.line_ids, entitlement.amount,
        entitlement.fee, entitlement.until, entitlement.method, entitlement.timing, entitlement.role,
    )  # fmt: skip
