"""What a decision does to a review: who may decide, what it takes to approve, and the state that follows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from copilot.errors import BadInput, ReviewConflict
from copilot.models import Decision, Draft, Entitlement, Finding, Review, verdict

from .records import Standing, binding_of

OPEN = ("pending", "claimed", "escalated")
"""States in which a review waits for a human."""

APPROVED = ("approved", "edited")
"""States from which a review may be released."""


def decided(
    standing: Standing,
    decision: Decision,
    *,
    at: datetime,
    findings: Sequence[Finding] | None = None,
    draft: Draft | None = None,
    second: bool | None = None,
) -> Standing:
    """The review after the decision; ReviewConflict when it may not be made.

    An edit comes with the `findings` of its re-check, and may come with the `draft` that they are about (its
    language and citations); an approval may come with findings that count what the agent did. `second` says whether
    overriding these findings takes a second person; by default it does when one of them rests on an entitlement that
    needs approval.
    """
    _may_decide(standing, decision, at)
    match decision.kind:
        case "reject":
            return _closed(standing, standing.review, "rejected", at)
        case "escalate":
            return replace(
                _closed(standing, standing.review, "escalated", at),
                escalated_by=decision.agent,
                proposed_by=None,
                decided_at=None,
            )
        case "approve":
            return _approved(standing, _rechecked(standing.review, findings), "approved", decision, second, at)
        case "edit":
            edited = _edited(standing.review, decision, findings, draft)
            return _approved(replace(standing, proposed_by=None), edited, "edited", decision, second, at)


def claimed(standing: Standing, agent: str, at: datetime, lease: timedelta) -> Standing:
    """The review in the agent's hands until the lease ends; claiming again renews it."""
    if standing.review.state not in ("pending", "claimed"):
        raise ReviewConflict(f"review {standing.review.id!r} is {standing.review.state}; only a pending one is claimed")
    _not_anothers(standing, agent, at)
    review = standing.review.model_copy(update={"state": "claimed"})
    return replace(
        standing, review=review, owner=agent, claimed_at=at, lease_until=at + lease, version=standing.version + 1
    )


def unclaimed(standing: Standing) -> Standing:
    """The review in nobody's hands."""
    return replace(standing, owner=None, claimed_at=None, lease_until=None, version=standing.version + 1)


def given_back(standing: Standing, agent: str) -> Standing:
    """The review back in the queue, from the agent who holds it."""
    if standing.review.state != "claimed" or not same_person(standing.owner, agent):
        raise ReviewConflict(f"review {standing.review.id!r} is not in the hands of {agent!r}; nothing to give back")
    return unclaimed(replace(standing, review=standing.review.model_copy(update={"state": "pending"})))


def lapsed(standing: Standing, at: datetime) -> bool:
    """Whether the review is in nobody's hands, or no longer."""
    if standing.claimed_at is None or standing.lease_until is None:
        return True
    # A clock that was set back by more than a lease must not keep the review locked until it catches up.
    lease = standing.lease_until - standing.claimed_at
    return not standing.claimed_at - lease <= at < standing.lease_until


def as_seen(standing: Standing, at: datetime) -> Standing:
    """What stands in the queue: a review whose lease has ended waits for anybody again."""
    if standing.review.state != "claimed" or not lapsed(standing, at):
        return standing
    pending = standing.review.model_copy(update={"state": "pending"})
    return replace(standing, review=pending, owner=None, claimed_at=None, lease_until=None)


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two agent ids name one person; case and space at the ends do not make a second one."""
    return one is not None and other is not None and one.strip().casefold() == other.strip().casefold()


def overridden(standing: Standing, decision: Decision) -> list[str]:
    """The rules that this decision set aside, once each."""
    return sorted({finding.rule for finding in _blocking(standing.review.findings)}) if decision.override else []


def _may_decide(standing: Standing, decision: Decision, at: datetime) -> None:
    review = standing.review
    if review.state not in OPEN:
        raise ReviewConflict(f"review {review.id!r} is {review.state} already; expected {', '.join(OPEN)}")
    if review.state == "escalated":
        if decision.kind == "escalate":
            raise ReviewConflict(f"review {review.id!r} is escalated already; approve, edit or reject it")
        if decision.kind == "approve" and same_person(decision.agent, standing.proposed_by or standing.escalated_by):
            raise ReviewConflict(f"review {review.id!r} waits for a second person, who is not {decision.agent!r}")
    _not_anothers(standing, decision.agent, at)


def _not_anothers(standing: Standing, agent: str, at: datetime) -> None:
    if standing.lease_until is not None and not lapsed(standing, at) and not same_person(standing.owner, agent):
        raise ReviewConflict(
            f"review {standing.review.id!r} is in the hands of {standing.owner!r} "
            f"until {standing.lease_until.isoformat(timespec='seconds')}"
        )


def _edited(review: Review, decision: Decision, findings: Sequence[Finding] | None, draft: Draft | None) -> Review:
    if decision.text is None or findings is None:
        raise BadInput(f"an edit of review {review.id!r} needs its text and the findings of its re-check")
    if draft is not None and draft.text != decision.text:
        raise BadInput(f"the draft of an edit of review {review.id!r} is not the text of the decision")
    draft = draft or Draft(text=decision.text, language=review.draft.language, author="agent")
    return _rechecked(review.model_copy(update={"draft": draft}), findings)


def _rechecked(review: Review, findings: Sequence[Finding] | None) -> Review:
    if findings is None:
        return review
    blocked, clean = verdict(list(findings))
    return review.model_copy(update={"findings": list(findings), "blocked": blocked, "clean": clean})


def _approved(
    standing: Standing, review: Review, state: str, decision: Decision, second: bool | None, at: datetime
) -> Standing:
    blocking = _blocking(review.findings)
    if blocking and not decision.override:
        named = "; ".join(f"{finding.rule}: {finding.message}" for finding in blocking[:5])
        raise ReviewConflict(f"review {review.id!r} is blocked ({named}); edit the text, or override with a reason")
    if decision.override and not blocking:
        raise ReviewConflict(f"review {review.id!r} has no blocking finding to override; approve it as it is")
    needs_second = above_authority(blocking, review.entitlements) if second is None else second
    if blocking and needs_second and standing.proposed_by is None:
        waiting = _closed(standing, review, "escalated", at)
        return replace(waiting, proposed_by=decision.agent, escalated_by=decision.agent, decided_at=None)
    after = _closed(standing, review, state, at)
    return replace(after, binding=binding_of(after.review, standing.snapshot, standing.policy))


def above_authority(blocking: Sequence[Finding], entitlements: Sequence[Entitlement]) -> bool:
    """Whether one of the findings rests on an entitlement that a second person must agree to."""
    return bool(resting_on_approval(blocking, entitlements))


def resting_on_approval(findings: Sequence[Finding], entitlements: Sequence[Entitlement]) -> list[Entitlement]:
    """The entitlements that a second person must agree to, and that one of the blocking findings rests on."""
    named = {source for finding in _blocking(findings) for source in finding.evidence}
    return [e for e in entitlements if e.state == "approval" and named & {e.id, *e.clauses}]


def _blocking(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if (finding.severity, finding.status) == ("block", "violated")]


def _closed(standing: Standing, review: Review, state: str, at: datetime) -> Standing:
    return replace(unclaimed(standing), review=review.model_copy(update={"state": state}), decided_at=at)
