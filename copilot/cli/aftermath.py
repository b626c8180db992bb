"""`copilot review …`, after the decision: it was sent, it was wrong, the customer rated it, the matter is settled."""

from typing import Annotated

import typer

from copilot.models import Case, Ticket

from . import tables
from .batch import emit, errors
from .options import AgentName, AsJson, NeededData, ReviewId
from .reviews import Reason, find_review, opened_reviews

TicketId = Annotated[str, typer.Argument(help="The ticket's id.", metavar="TICKET")]


def add_aftermath(review_app: typer.Typer) -> None:
    """Put the commands beside those of the queue."""
    for command in (sent, wrong, cases, rate, resolve, history):
        review_app.command()(command)


def sent(
    review: ReviewId,
    key: Annotated[str, typer.Option("--key", help="The key that the text was released with.")],
    data: NeededData,
) -> None:
    """The released text went out; it is not released again."""
    with opened_reviews(data) as store:
        found = store.confirm_sent(find_review(store, review).id, key)
    tables.console.print(f"review {found.id[:8]} of ticket {found.ticket_id}: {found.state}", markup=False)


def wrong(review: ReviewId, data: NeededData, agent: AgentName, reason: Reason) -> None:
    """This draft was wrong, although it was shown as clean; it becomes a case for evaluation."""
    with opened_reviews(data) as store:
        store.report_wrong(find_review(store, review).id, agent, reason)


def cases(data: NeededData) -> None:
    """The drafts that agents reported as wrong, as JSON Lines for `copilot check`; the reasons go to stderr."""
    with opened_reviews(data) as store:
        for found in store.wrong_drafts():
            told = store.snapshot(found.review.id).evidence["ticket"]
            emit(Case(id=found.review.id, ticket=Ticket.model_validate(told), draft=found.review.draft.text))
            errors.print(f"{found.review.id}: {found.agent}: {found.reason}", markup=False, highlight=False)


def rate(
    ticket: TicketId,
    data: NeededData,
    about: Annotated[str, typer.Option("--about", help="csat (1 to 5), nps (0 to 10) or ces (1 to 7).")],
    score: Annotated[int, typer.Option("--score", help="What the customer gave.")],
) -> None:
    """How the customer rated the help."""
    with opened_reviews(data) as store:
        store.rate(ticket, about, score)


def resolve(ticket: TicketId, data: NeededData) -> None:
    """The ticket's matter is settled, as the helpdesk sees it."""
    with opened_reviews(data) as store:
        store.resolve(ticket)


def history(review: ReviewId, data: NeededData, agent: AgentName, json: AsJson = False) -> None:
    """All that happened to a review, with reasons and edits while they are kept. Who looked is logged."""
    with opened_reviews(data) as store:
        happened = store.history(find_review(store, review).id, agent)
    for happening in happened:
        entry = happening.entry
        if json:
            told = {"seq": entry.seq, "at": entry.at, "kind": entry.kind, "agent": entry.agent}
            emit({**told, "detail": entry.told, "personal": happening.personal})
        else:
            tables.console.print(f"{entry.seq:>5} {entry.at[:19]} {entry.kind} {entry.agent or ''}", markup=False)
