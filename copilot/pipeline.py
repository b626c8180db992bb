"""The flow: ticket → gather → classify → write → check → repair → submit → decide → release."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from types import TracebackType
from typing import Literal

from copilot.checks import Author, Rule, check, citations, repair, require_known
from copilot.drafting import (
    DOUBTS,
    Answered,
    Written,
    answer,
    compose,
    doubts,
    examples,
    next_steps,
    open_writer,
    questions_of,
    sentences_read,
    statements_of,
    suspicions,
    write,
)
from copilot.errors import ReviewConflict
from copilot.evidence import Evidence, Shelf, gather
from copilot.keeping import one_review
from copilot.knowledge import KnowledgeIndex, learn, load_documents
from copilot.language import detect
from copilot.llm import ChatModel, Recorded
from copilot.models import Action, Decision, Draft, Finding, Review, Slot, Ticket, Triage
from copilot.orders import Catalogue, FolderStore, OrderStore, read_shop
from copilot.policy import ScopedClause, require_sound, scoped_clauses
from copilot.replay import Exchange, Replay, compared, terms_of, terms_then
from copilot.resting import after, evidence_then, evidence_today, policy_now, review_of, snapshot_of
from copilot.review import Fresh, ReviewStore, reviews_of, unfit_second
from copilot.settings import Settings
from copilot.timings import Timings
from copilot.triage import classify, own_intents

REPAIRS = 2
SHELF_AGE = 600.0  # seconds after which the catalogue is read again
EXAMPLES = 200  # of the latest approved replies, a model is shown those that are most like the case in hand


class Copilot:
    """Prepares checked drafts and keeps them until a human has decided. Safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        *,
        orders: OrderStore | None = None,
        model: ChatModel | None = None,
        embedder: object = None,
        reviews: ReviewStore | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        rules: Sequence[Rule] = (),
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.rules = rules
        require_known({*settings.rules, *settings.wording} - set(DOUBTS), rules)
        self.orders: OrderStore = orders or FolderStore(settings.shop)
        self._shelf: tuple[float, Shelf] | None = None
        self.shop = read_shop(settings.shop)
        self.documents = load_documents(settings.knowledge)
        self.product_pages = {d.id: str(d.metadata["product_id"]) for d in self.documents if "product_id" in d.metadata}
        require_sound(self.documents, self.shop)
        self.clauses = scoped_clauses(self.documents)
        self.index = KnowledgeIndex.open(
            settings.data / "index" if settings.data else None,
            embedder or settings.embedder,
            embedder_url=settings.embedder_url,
            chroma=settings.chroma,
        )
        self.index.update(self.documents)
        if settings.data:
            learn(sentences_read(self.documents), settings.data / "index")
        self.own_intents = own_intents(settings.data)
        self.writer = open_writer(settings, model, _quotes(self.clauses))
        self.reviews = reviews or reviews_of(settings, clock)

    @one_review()
    def prepare(self, ticket: Ticket, *, as_of: datetime | None = None) -> Review:
        """Draft and check one reply; the result waits for a human, and a pending review of the ticket is superseded."""
        took = Timings()
        with took("gather"):
            evidence = self.gather(ticket, as_of)
        talk = Exchange(Recorded(self.writer.model)) if self.writer else None
        review = self.draft(evidence, took, talk)
        replies, terms = talk.replies if talk else (), terms_of(self.settings, talk)
        kept = evidence.keeping(review.draft.text)
        return self.reviews.submit(review, snapshot_of(kept, self.product_pages, replies=replies, terms=terms))

    def draft(self, evidence: Evidence, took: Timings, talk: Exchange | None = None) -> Review:
        """A reply to the evidence, checked and mended; nothing is kept."""
        with took("classify"):
            triage = self.classify(evidence)
        with took("write"):
            answered = answer(evidence, triage)
            written = self.write(answered, talk)
        with took("check"):
            draft, found = self.mend(written.draft, evidence, triage)
        doubted = doubts(answered, self.settings.rules) if draft.author == "composer" else ()
        findings = [*found, *suspicions(evidence), *written.notices, *doubted]
        return review_of(evidence, triage, written, draft, findings, next_steps(answered), took)

    @one_review()
    def check(
        self,
        ticket: Ticket,
        text: str,
        *,
        actions: Sequence[Action] = (),
        agent: str | None = None,
        as_of: datetime | None = None,
    ) -> tuple[Finding, ...]:
        """What the rules find in any text that would answer this ticket, such as an agent's own edit."""
        evidence = self.gather(ticket, as_of).with_actions(actions, agent)
        triage = self.classify(evidence) if ticket.last_said.strip() else None
        return self.findings(text, self._language(text), evidence, triage=triage)

    @one_review()
    def decide(self, review_id: str, decision: Decision) -> Review:
        """Approve, edit, reject or escalate; an edit is checked like any draft, in the light of what the agent did."""
        standing = self.reviews.standing(review_id)
        seconds = standing.proposed_by and decision.kind == "approve"
        if seconds and (why := unfit_second(decision.agent, standing.review, self.shop, self.clauses)):
            raise ReviewConflict(f"review {review_id!r} waits for a second person: {why}")
        draft = standing.review.draft
        if decision.kind == "edit" or (decision.kind == "approve" and decision.actions):
            evidence = self._evidence_of(review_id).with_actions(decision.actions, decision.agent)
            seen = draft.text
            if decision.text is not None:
                draft = self._by_agent(decision.text, evidence)
            findings = self._found(draft, evidence, standing.review.triage)
            return self.reviews.decide(review_id, decision, findings=findings, draft=draft, seen=seen)
        return self.reviews.decide(review_id, decision)

    @one_review()
    def release(self, review_id: str, key: str) -> str:
        """The approved text, re-checked against the evidence of now: the only way to text that may be sent."""
        return self.reviews.release(review_id, key, self._fresh)

    def claim(self, review_id: str, agent: str) -> Review:
        """The review in this agent's hands, so that nobody else decides it for a while; claiming again renews it."""
        return self.reviews.claim(review_id, agent)

    def unclaim(self, review_id: str, agent: str) -> Review:
        """Back into the queue."""
        return self.reviews.unclaim(review_id, agent)

    def confirm_sent(self, review_id: str, key: str) -> Review:
        """Close a review whose text went out under the key that it was released with."""
        return self.reviews.confirm_sent(review_id, key)

    @one_review()
    def replay(self, review_id: str, *, policy: Literal["then", "today"] = "then") -> Replay:
        """The review made again from what was kept of it, and what differs; by today's policy: what would differ."""
        snapshot = self.reviews.snapshot(review_id)
        settings, talk = terms_then(review_id, snapshot, self.settings)
        evidence = (
            evidence_then(snapshot)
            if policy == "then"
            else evidence_today(snapshot, self.clauses, self.documents, self.product_pages, self.index)
        )
        now = self._as_then(settings, evidence, talk).draft(evidence, Timings(), talk)
        return compared(self.reviews.original(review_id), now)

    def gather(self, ticket: Ticket, as_of: datetime | None = None, *, besides: str | None = None) -> Evidence:
        """The evidence as of that time (default: when the customer last wrote, else now).

        What agents did for the customer counts, but not as they decided about the review `besides`.
        """
        at = as_of or ticket.asked_at or self.clock()
        return gather(
            ticket,
            store=self.orders,
            shop=self.shop,
            clauses=self.clauses,
            index=self.index,
            as_of=at,
            product_pages=self.product_pages,
            done_for=lambda customer_id: self.reviews.done_for(customer_id, besides),
            contacts_of=lambda customer_id: self.reviews.contacts(customer_id, ticket.id, at),
            documents=self.documents,
            questions=questions_of(ticket),
            shelf=self.shelf(),
        )

    def shelf(self) -> Shelf | None:
        """The whole catalogue, where the store can list it; read again after a while, since prices change."""
        if not isinstance(self.orders, Catalogue):
            return None
        if self._shelf is None or monotonic() - self._shelf[0] > SHELF_AGE:
            self._shelf = monotonic(), Shelf.of(self.orders.products())
        return self._shelf[1]

    def classify(self, evidence: Evidence) -> Triage:
        """Sentiment, urgency, intents, language and risks of the ticket behind this evidence."""
        return classify(
            evidence.ticket,
            shop=evidence.shop,
            as_of=evidence.as_of,
            customer=evidence.customer,
            orders=evidence.orders,
            entitlements=evidence.entitlements,
            earlier_contacts=evidence.earlier_contacts,
            late_until=evidence.late_until,
            own=self.own_intents,
            statements=statements_of(evidence.ticket),
        )

    def write(self, answered: Answered, talk: Exchange | None = None) -> Written:
        """A draft by the model where there is one and its draft holds, else by the composer."""
        evidence, triage = answered.evidence, answered.triage
        composed = partial(compose, answered, self.settings.voice, self.settings.prompts)
        if self.writer is None:
            return Written(composed())
        talk = talk or Exchange(self.writer.model)
        if talk.examples is None:
            approved = [(review, snapshot.evidence) for review, snapshot in self.reviews.approved(EXAMPLES)]
            talk.examples = examples(evidence.ticket, triage, approved, self.index.embed)
        return write(
            evidence,
            triage,
            replace(self.writer, model=talk.model),
            check=lambda draft: self._found(draft, evidence, triage),
            mend=lambda draft: self.mend(draft, evidence, triage),
            otherwise=composed,
            examples=talk.examples,
        )

    def findings(
        self,
        text: str,
        language: str,
        evidence: Evidence,
        slots: Sequence[Slot] = (),
        *,
        triage: Triage | None = None,
        author: Author = "agent",
    ) -> tuple[Finding, ...]:
        """What the rules, as the settings have them, find in the text; `slots` say where facts were filled in.

        Without `triage` nothing is said about requests and feelings; the notice about automation is for what a person
        (`author` "agent") did not write.
        """
        rules, wording = self.settings.rules, self.settings.wording
        limits = {str(channel): most for channel, most in self.settings.limits.items()}
        return check(
            text,
            language,
            evidence,
            rules,
            slots,
            self.rules,
            triage=triage,
            author=author,
            wording=wording,
            limits=limits,
            trust=self.settings.trust,
        )

    def mend(self, draft: Draft, evidence: Evidence, triage: Triage | None = None) -> tuple[Draft, tuple[Finding, ...]]:
        """The draft with what is certain put right, and what is found in it then."""
        findings = self._found(draft, evidence, triage)
        for _ in range(REPAIRS):
            better = repair(draft, findings)
            if better.text == draft.text:
                break
            draft, findings = better, self._found(better, evidence, triage)
        return draft, findings

    def close(self) -> None:
        """Close the index and the reviews."""
        self.index.close()
        self.reviews.close()

    def __enter__(self) -> "Copilot":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _as_then(self, settings: Settings, evidence: Evidence, talk: Exchange | None) -> "Copilot":
        """This copilot under settings that were, with the shop of the evidence and the model of the talk."""
        then = copy(self)
        then.settings, then.shop = settings, evidence.shop
        then.writer = open_writer(settings, talk.model, _quotes(evidence.policy)) if talk else None
        return then

    def _found(self, draft: Draft, evidence: Evidence, triage: Triage | None) -> tuple[Finding, ...]:
        return self.findings(
            draft.text, draft.language, evidence, draft.slots, triage=triage, author=draft.author
        )  # fmt: skip

    def _language(self, text: str) -> str:
        """The language that a text is checked in; the shop's own where the text does not tell."""
        guess = detect(text)
        return self.shop.locale.split("_")[0] if guess.unsure else guess.code

    def _by_agent(self, text: str, evidence: Evidence) -> Draft:
        language = self._language(text)
        cited = citations(text, language, evidence)
        return Draft(text=text, language=language, author="agent", citations=cited)

    def _evidence_of(self, review_id: str) -> Evidence:
        """Evidence for the ticket of a review, gathered again now and judged as of the review's time."""
        records = self.reviews.snapshot(review_id).evidence
        ticket = Ticket.model_validate(records["ticket"])
        return self.gather(ticket, datetime.fromisoformat(records["as_of"]), besides=review_id)

    def _fresh(self, review: Review) -> Fresh:
        """What is known at the moment of sending."""
        snapshot = self.reviews.snapshot(review.id)
        evidence = self.gather(Ticket.model_validate(snapshot.evidence["ticket"]), self.clock(), besides=review.id)
        acted, draft = after(evidence, self.reviews.decisions(review.id)), review.draft
        findings = self._found(draft, acted, review.triage)
        return Fresh(
            evidence.facts, evidence.entitlements, findings, policy_now(snapshot, self.clauses, self.documents)
        )


def _quotes(clauses: Sequence[ScopedClause]) -> dict[str, str]:
    return {scoped.clause.id: scoped.clause.quote for scoped in clauses}
