"""One case under examination: what evaluators look at, and the what-ifs that they may ask."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from copilot.evidence import Evidence
from copilot.models import Customer, Finding, Order, Product, Review, Shop
from copilot.values import Found, find_values

from .bench import Bench, Outcome
from .gold import Gold
from .suite import EvalCase


@dataclass(frozen=True, slots=True)
class Score:
    """What one evaluator says of one case: a number, why, and the label that was given where there is one."""

    value: float
    reason: str = ""
    label: str | None = None


@dataclass(frozen=True)
class Trial:
    """A case, the draft that the flow made for it, and the flow itself for further questions."""

    case: EvalCase
    outcome: Outcome
    bench: Bench

    @property
    def gold(self) -> Gold:
        return self.case.gold

    @property
    def review(self) -> Review:
        return self.outcome.review

    @property
    def draft(self) -> str:
        return self.review.draft.text

    @property
    def shop(self) -> Shop:
        return self.bench.shop

    @cached_property
    def evidence(self) -> Evidence:
        return self.bench.evidence(self.case)

    @cached_property
    def values(self) -> tuple[Found, ...]:
        """The values that the draft states."""
        return self.values_in(self.draft, self.review.draft.language)

    def values_in(self, text: str, language: str) -> tuple[Found, ...]:
        """The values that a text about this case states, sums in the currency of its orders."""
        currencies = {order.currency for order in self.evidence.orders}
        currency = currencies.pop() if len(currencies) == 1 else self.shop.currency
        return find_values(text, language=language, currency=currency, today=self.evidence.today)

    def findings(self, text: str, language: str) -> tuple[Finding, ...]:
        """What the rules find in another text that would answer this case, after what its agent had done."""
        return self.bench.findings(text, language, self.evidence, self.gold.actions)

    @cached_property
    def reply_findings(self) -> tuple[Finding, ...]:
        """What the rules find in the reply that people gave, in the language that it is in."""
        return self.findings(self.gold.reply, self.reply_language) if self.gold.reply else ()

    @property
    def reply_language(self) -> str:
        return self.gold.language or self.review.triage.language

    def flipped(self, records: Sequence[Customer | Order | Product]) -> Outcome:
        """What the flow makes of the case when these records stand in place of the shop's own."""
        return self.bench.outcome(replace(self.case, records=tuple(records)))
