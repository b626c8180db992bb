"""The flow on the bench: drafts for cases, cached by content, and the parts of it that evaluators ask."""

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from copilot import knowledge
from copilot.evidence import Evidence
from copilot.models import Action, Customer, Finding, Order, Product, Record, Review, read_lines
from copilot.orders import FolderStore, identify, read_shop
from copilot.pipeline import Copilot
from copilot.review import open_reviews
from copilot.settings import Settings
from copilot.timings import Timings

from .cache import Cache, digest, digest_files, flow_version
from .suite import EvalCase
from .world import CaseStore


class Outcome(Record):
    """What the flow made of one case: the review, and the passages that were found, best first."""

    review: Review
    passages: list[str]
    timings: dict[str, float]
    """Milliseconds by stage, when the draft was really made."""

    @property
    def documents(self) -> list[str]:
        """The documents of the passages, best first, each once."""
        return list(dict.fromkeys(passage.rpartition("#")[0] for passage in self.passages))


class Bench:
    """One configuration of the flow; safe to share between threads. Nothing heavy loads before it is needed."""

    def __init__(self, settings: Settings, cache: Path) -> None:
        self.settings = settings
        self.shop = read_shop(settings.shop)
        self._cache = Cache(cache)
        self._store = CaseStore(FolderStore(settings.shop))
        self._data = cache / "index" / _index_name(settings)
        self._lock = threading.Lock()
        self._opened: Copilot | None = None
        self._gathered: tuple[str, Evidence | None] = ("", None)

    def outcome(self, case: EvalCase) -> Outcome:
        """The draft for a case; from the cache when case, shop, policies, settings, prompts and code are unchanged."""
        key = self.key(case)
        kept = self._cache.get("drafts", key)
        if kept is not None:
            return Outcome.model_validate(kept)
        copilot, took = self.open(), Timings()
        with self._store.showing(case):
            with took("gather"):
                evidence = copilot.gather(case.ticket, case.as_of)
            self._gathered = (key, evidence)
            review = copilot.draft(evidence, took)
        # An id made of the content, and no timings: the same case gives the same record to the byte.
        steady = {"id": key[:32], "run": review.run.model_copy(update={"timings": {}})}
        outcome = Outcome(
            review=review.model_copy(update=steady),
            passages=[hit.passage.id for hit in evidence.hits],
            timings=review.run.timings,
        )
        self._cache.put("drafts", key, outcome.model_dump(mode="json"))
        return outcome

    def evidence(self, case: EvalCase) -> Evidence:
        """The evidence for a case as the flow gathers it; that of the latest draft is at hand."""
        key, evidence = self._gathered
        if evidence is not None and key == self.key(case):
            return evidence
        with self._store.showing(case):
            return self.open().gather(case.ticket, case.as_of)

    def findings(
        self, text: str, language: str, evidence: Evidence, actions: Sequence[Action] = ()
    ) -> tuple[Finding, ...]:
        """What the rules find in a text that would answer the case behind this evidence."""
        seen = evidence.with_actions(actions, "gold") if actions else evidence
        return self.open().findings(text, language, seen)

    def customer(self, case: EvalCase) -> Customer | None:
        """Whose ticket it is, where that is verified."""
        with self._store.showing(case):
            return identify(case.ticket, self._store).customer

    def products(self) -> list[Product]:
        """The catalogue."""
        path = self.settings.shop / "products.jsonl"
        found = [record for _, record in read_lines(path, Product)] if path.exists() else []
        return [record for record in found if isinstance(record, Product)]

    def clause_documents(self) -> dict[str, str]:
        """The document that holds each clause."""
        return {scoped.clause.id: scoped.document for scoped in self.open().clauses}

    def key(self, case: EvalCase) -> str:
        """A name for everything that the draft of a case depends on."""
        ticket = case.ticket.model_dump(mode="json")
        return digest(self.version, ticket, case.as_of.isoformat(), self._records(case), case.attempt)

    @cached_property
    def version(self) -> str:
        """A name for everything that the drafts of all cases depend on."""
        shop = self.settings.shop
        files = [shop / "shop.json", shop / "products.jsonl", *self.settings.knowledge]
        configured = self.settings.model_dump(mode="json", exclude={"shop", "knowledge", "data"})
        return digest(flow_version(), configured, *(digest_files([file]) for file in files))

    def open(self) -> Copilot:
        """The flow itself, opened the first time. Raises what is wrong with shop, knowledge or settings."""
        with self._lock:
            if self._opened is None:
                self._opened = Copilot(
                    self.settings.model_copy(update={"data": self._data}),
                    orders=self._store,
                    reviews=open_reviews(None),
                )
                self._mark.touch()
            return self._opened

    @property
    def indexed(self) -> bool:
        """Whether the index of just this knowledge base stands already."""
        return self._mark.exists()

    @property
    def _mark(self) -> Path:
        return self._data / f"{self.version[:16]}.indexed"

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _records(self, case: EvalCase) -> list[Any]:
        """Everybody whom the ticket may be from, with their orders; and what the case flips in the catalogue."""
        ticket = case.ticket
        with self._store.showing(case):
            found = [
                customer
                for customer in (
                    self._store.customer(id=ticket.customer_id) if ticket.customer_id else None,
                    self._store.customer(email=ticket.customer_email) if ticket.customer_email else None,
                )
                if customer
            ]
            orders: list[Order] = [order for customer in found for order in self._store.orders(customer.id)]
        flipped = [record for record in case.records if not isinstance(record, Customer | Order)]
        return [record.model_dump(mode="json") for record in (*found, *orders, *flipped)]


def _index_name(settings: Settings) -> str:
    """One index for each knowledge base and each way to build it; a document that changes only changes its part."""
    built_by = digest_files([Path(knowledge.__file__).parent])
    return digest(built_by, [str(path.resolve()) for path in settings.knowledge])[:16]
