"""`copilot review`: the queue, one review, and what is decided about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from copilot.errors import ReviewError, UnknownReview
from copilot.models import Action, Decision, Review

from . import tables
from .batch import emit
from .options import AgentName, AsJson, NeededData, ReviewId
from .parts import kept_settings, reopen_copilot
from .safely import plain

if TYPE_CHECKING:
    from copilot.review import ReviewStore

review_app = typer.Typer(no_args_is_help=True, help="Look at the reviews that wait for a human, and decide.")

Reason = Annotated[str, typer.Option("--reason", help="Why.")]
Did = Annotated[
    list[str] | None,
    typer.Option("--did", help="What you did in the shop system: KIND:ORDER or KIND:ORDER:AMOUNT. Repeatable."),
]
Reader = Annotated[str, typer.Option("--agent", help="Who looks.")]
UNNAMED = "unnamed"
OverrideReason = Annotated[str | None, typer.Option("--override", help="Approve in spite of a blocking finding: why.")]


@review_app.command("list")
def list_reviews(
    data: NeededData,
    state: Annotated[str | None, typer.Option("--state", help="Only reviews in this state, such as pending.")] = None,
    agent: Reader = UNNAMED,
    json: AsJson = False,
) -> None:
    """The queue, the most urgent first."""
    with opened_reviews(data) as store:
        reviews = store.list(state)
        store.record("listed", agent=agent, detail={"reviews": len(reviews), "state": state})
        if json:
            for review in reviews:
                emit(review)
        else:
            tables.reviews_table(reviews)


@review_app.command()
def show(
    data: NeededData,
    review: Annotated[str, typer.Argument(help="The review's id, or the beginning of it.")] = "",
    ticket: Annotated[str | None, typer.Option("--ticket", help="The ticket's id instead of the review's.")] = None,
    agent: Reader = UNNAMED,
    json: AsJson = False,
) -> None:
    """One review: its draft, what every sentence rests on, and what was found. Who looked is logged."""
    with opened_reviews(data) as store:
        found = find_review(store, review) if ticket is None else _newest(store, ticket)
        found = store.get(found.id, reader=agent)
        if json:
            emit(found)
        else:
            tables.review_page(found)


@review_app.command()
def claim(review: ReviewId, data: NeededData, agent: AgentName, json: AsJson = False) -> None:
    """Take a review into your hands, so that nobody else decides it for a while."""
    with opened_reviews(data) as store:
        _say(store.claim(find_review(store, review).id, agent), json)


@review_app.command()
def unclaim(review: ReviewId, data: NeededData, agent: AgentName, json: AsJson = False) -> None:
    """Give it back to the queue."""
    with opened_reviews(data) as store:
        _say(store.unclaim(find_review(store, review).id, agent), json)


@review_app.command()
def approve(
    review: ReviewId,
    data: NeededData,
    agent: AgentName,
    override: OverrideReason = None,
    did: Did = None,
    json: AsJson = False,
) -> None:
    """The draft may be sent as it is."""
    actions = _actions(did)
    decision = Decision(kind="approve", agent=agent, reason=override, override=override is not None, actions=actions)
    with opened_reviews(data) as store:
        found = find_review(store, review)
        if not (actions or store.standing(found.id).proposed_by):
            _say(store.decide(found.id, decision), json)
            return
    with reopen_copilot(data) as copilot:  # what was done, or who is the second person, is judged by the shop's records
        _say(copilot.decide(found.id, decision), json)


@review_app.command()
def reject(review: ReviewId, data: NeededData, agent: AgentName, reason: Reason, json: AsJson = False) -> None:
    """The draft is not used."""
    _decide(data, review, Decision(kind="reject", agent=agent, reason=reason), json)


@review_app.command()
def escalate(review: ReviewId, data: NeededData, agent: AgentName, reason: Reason, json: AsJson = False) -> None:
    """Somebody else has to decide."""
    _decide(data, review, Decision(kind="escalate", agent=agent, reason=reason), json)


@review_app.command()
def edit(
    review: ReviewId,
    text: Annotated[Path, typer.Option("--text", help="File with the text to send instead.")],
    data: NeededData,
    agent: AgentName,
    override: OverrideReason = None,
    did: Did = None,
    json: AsJson = False,
) -> None:
    """Another text is sent instead; it is checked like any draft."""
    try:
        words = text.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewError(f"the text {str(text)!r} cannot be read ({error}); expected a UTF-8 file") from error
    decision = Decision(
        kind="edit", agent=agent, text=words, reason=override, override=override is not None, actions=_actions(did)
    )
    with reopen_copilot(data) as copilot:
        _say(copilot.decide(find_review(copilot.reviews, review).id, decision), json)


def release(
    review: ReviewId,
    key: Annotated[str, typer.Option("--key", help="Any name for this sending; the same key gets the same text.")],
    data: NeededData,
) -> None:
    """Print the approved text, if it still holds: the only way to text that may be sent."""
    with reopen_copilot(data) as copilot:
        typer.echo(copilot.release(find_review(copilot.reviews, review).id, key))


@contextmanager
def opened_reviews(data: Path) -> "Iterator[ReviewStore]":
    """The reviews of this data folder, wherever its settings keep them; refused where there are none."""
    from copilot.review import open_reviews, reviews_of

    settings = kept_settings(data)
    if not (settings and settings.reviews) and not (data / "reviews.db").is_file():
        raise ReviewError(f"{str(data)!r} holds no reviews; run `copilot suggest … --data {data}` first")
    store = reviews_of(settings) if settings else open_reviews(data / "reviews.db")
    try:
        yield store
    finally:
        store.close()


def find_review(store: "ReviewStore", beginning: str) -> Review:
    """The review whose id begins so; refused when none or several do."""
    found = [review for review in store.list() if review.id.startswith(beginning)]
    if len(found) != 1:
        what = "no review has" if not found else f"{len(found)} reviews have"
        raise UnknownReview(f"{what} an id that begins with {beginning!r}; see `copilot review list`")
    return found[0]


def _newest(store: "ReviewStore", ticket: str) -> Review:
    """The review of this ticket that was not superseded, else its last one."""
    found = store.list(ticket_id=ticket)
    if not found:
        raise UnknownReview(f"no review is about ticket {ticket!r}; see `copilot review list`")
    return next((review for review in found if review.state != "superseded"), found[-1])


def _decide(data: Path, review: str, decision: Decision, json: bool) -> None:
    with opened_reviews(data) as store:
        _say(store.decide(find_review(store, review).id, decision), json)


def _actions(did: list[str] | None) -> list[Action]:
    """What the agent did, from KIND:ORDER or KIND:ORDER:AMOUNT."""
    found = []
    for told in did or ():
        kind, _, rest = told.partition(":")
        order, _, amount = rest.partition(":")
        try:
            found.append(Action.model_validate({"kind": kind, "order_id": order, "amount": amount or None}))
        except ValidationError as error:
            raise ReviewError(f"--did {told!r} is no action; expected one such as refund:W1001:12.50") from error
    return found


def _say(review: Review, json: bool) -> None:
    if json:
        emit(review)
    else:
        tables.console.print(
            f"review {review.id[:8]} of ticket {plain(review.ticket_id)}: {review.state}", markup=False
        )
