"""The ledger: everything that a draft about one ticket may rely on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from copilot.models import (
    Action,
    Clause,
    Customer,
    Document,
    Entitlement,
    Fact,
    FactType,
    Hit,
    Order,
    OrderItem,
    Product,
    Shop,
    Ticket,
    Variant,
)
from copilot.orders import Identity
from copilot.policy import ScopedClause, notices, policy_facts
from copilot.values import local_date, money

from .clauses import clause_facts, type_of
from .focus import Focus
from .orders import address_facts, method_facts, order_facts
from .shelf import Shelf
from .versions import version_named
from .wanted import version_wanted


@dataclass(frozen=True)
class Evidence:
    """The records behind one ticket as of one moment, and the typed facts drawn from them.

    Without a verified customer there are no orders and no personal facts, whatever the ticket says. `clauses` are
    those that stand for this customer, `documents` those whose words a draft may repeat: policies for this customer,
    pages of their products, and what was found. `done` is what agents did for the customer before, `actions` what one
    did a moment ago.
    """

    ticket: Ticket
    shop: Shop
    as_of: datetime
    identity: Identity
    focus: Focus
    orders: tuple[Order, ...]
    products: tuple[Product, ...]
    hits: tuple[Hit, ...]
    entitlements: tuple[Entitlement, ...]
    facts: tuple[Fact, ...]
    done: tuple[Action, ...] = ()
    actions: tuple[Action, ...] = ()
    line_entitlements: tuple[Entitlement, ...] = ()
    """What each line of the orders in question may be offered by itself, where there are several."""
    policy: tuple[ScopedClause, ...] = ()
    """The clauses of the whole knowledge base, for their words and for the rules that are no offers."""
    clauses: tuple[Clause, ...] = ()
    documents: tuple[Document, ...] = ()
    pages: tuple[Document, ...] = ()
    """The other documents that stand for this customer; a draft may rest on one of which it speaks."""
    earlier_contacts: int = 0
    """Other tickets of the customer that came lately and are not settled, as the review log knows them."""
    sold: tuple[str, ...] = ()
    """What the pages of the knowledge base call the products of the shop, whoever has them."""
    shelf: Shelf = field(default_factory=Shelf, compare=False, repr=False)
    """The whole catalogue, where the store can list it."""
    shelved: frozenset[str] = frozenset()
    """The ids of products that were taken from the shelf because a draft speaks of them."""

    @property
    def customer(self) -> Customer | None:
        return self.identity.customer

    @cached_property
    def today(self) -> date:
        """The calendar day of the as-of time in the shop's time zone."""
        return local_date(self.as_of, self.shop.zone)

    @cached_property
    def by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def by_value(self) -> Mapping[tuple[str, str], Sequence[Fact]]:
        """Facts by (type, canonical value)."""
        found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.type, fact.value].append(fact)
        return dict(found)

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        """The words of the clauses that stand for this customer."""
        return tuple(clause.quote for clause in self.clauses)

    @property
    def late_until(self) -> dict[str, date]:
        """The last day on which a parcel that is late is not lost yet, by order id; of several parcels the first."""
        days = sorted((fact.value, fact.subject) for fact in self.facts if fact.role == "late.until")
        return {subject.removeprefix("order:"): date.fromisoformat(day) for day, subject in reversed(days)}

    def fact(self, subject: str, role: str) -> Fact | None:
        """The first fact of this subject in this role."""
        return next(iter(self._by_role.get((subject, role), ())), None)

    def about(self, subject: str, role: str) -> tuple[Fact, ...]:
        """All facts of this subject in this role."""
        return tuple(self._by_role.get((subject, role), ()))

    def entitled(self, about: str, order_id: str) -> tuple[Entitlement, ...]:
        """What was worked out about this for this order, each line once; empty when no clause speaks of it."""
        return tuple(e for e in self.entitlements if e.about == about and e.order_id == order_id and not e.together)

    def entitled_all(self, order_id: str) -> tuple[Entitlement, ...]:
        """All that was worked out for this order, each line once."""
        return tuple(e for e in self.entitlements if e.order_id == order_id and not e.together)

    def notices(self, order: Order | None, line_ids: Sequence[str] = ()) -> Sequence[ScopedClause]:
        """The rules that are no offers and stand for this customer, this order and these lines."""
        return notices(
            order,
            self.customer,
            self.policy,
            self.shop,
            as_of=self.as_of,
            channel=self.ticket.channel,
            line_ids=line_ids,
        )

    def version_of(self, item: OrderItem) -> Variant | None:
        """The other version of an item that the customer names."""
        return version_named(self.ticket, item, self.products)

    def version_wanted(self, item: OrderItem) -> Variant | None:
        """The other version that a customer who asks for one must mean; None where that has to be asked."""
        return version_wanted(self.ticket, item, self.products)

    def records(self) -> dict[str, Any]:
        """The records behind the facts as JSON, enough to gather the same evidence again."""
        return {
            "ticket": self.ticket.model_dump(mode="json", exclude={"gold"}),
            "shop": self.shop.model_dump(mode="json"),
            "as_of": self.as_of.isoformat(),
            "customer": self.customer.model_dump(mode="json") if self.customer else None,
            "orders": [order.model_dump(mode="json") for order in self.orders],
            "products": [product.model_dump(mode="json") for product in self.products],
            "identity": self.identity.reason,
            "passages": [hit.passage.id for hit in self.hits],
            "hits": [asdict(hit) for hit in self.hits],
            "done": [action.model_dump(mode="json") for action in self.done],
            "actions": [action.model_dump(mode="json") for action in self.actions],
            "earlier_contacts": self.earlier_contacts,
            "shelf": [product.model_dump(mode="json") for product in self.shelf.products],
        }

    def with_actions(self, actions: Sequence[Action], agent: str | None) -> "Evidence":
        """The same evidence, and what the agent did a moment ago."""
        return replace(self, actions=tuple(actions), facts=(*self.facts, *_action_facts(self, actions, agent)))

    def keeping(self, text: str) -> "Evidence":
        """The same evidence with a shelf of only the goods that a text or the customer speaks of, to be kept."""
        told = "\n".join((text, *self.ticket.said))
        return replace(self, shelf=Shelf.of(self.shelf.named(told, self.products)))

    def with_shelved(self, text: str) -> "Evidence":
        """The same evidence, with the products of the shelf that a text speaks of."""
        taken = self.shelf.named(text, self.products)
        if not taken:
            return self
        facts = [fact for product in taken for fact in _product_facts(product, self.shop)]
        return replace(
            self,
            products=(*self.products, *taken),
            facts=(*self.facts, *facts),
            sold=(*self.sold, *(product.name for product in taken if product.name not in self.sold)),
            shelved=self.shelved | {product.id for product in taken},
        )

    @cached_property
    def _by_role(self) -> dict[tuple[str, str], list[Fact]]:
        found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.subject, fact.role].append(fact)
        return dict(found)


def ledger(
    *,
    identity: Identity,
    shop: Shop,
    orders: Sequence[Order],
    products: Sequence[Product],
    entitlements: Sequence[Entitlement],
    clauses: Sequence[ScopedClause],
    hits: Sequence[Hit],
) -> tuple[Fact, ...]:
    """Every fact of these records, of the clauses that decide about them, and of the passages found."""
    facts = [Fact("shop.name", "name", "name", "shop", shop.name, "shop.json, name")] if shop.name else []
    facts += [Fact(f"shop.contact.{n}", "text", "contact", "shop", c, "shop.json") for n, c in enumerate(shop.contacts)]
    facts += [Fact(f"shop.domain.{n}", "link", "domain", "shop", d, "shop.json") for n, d in enumerate(shop.domains)]
    if shop.automation_disclosure:
        facts.append(
            Fact("shop.automation_disclosure", "text", "disclosure", "shop", shop.automation_disclosure, "shop.json")
        )
    if identity.customer:
        facts += _customer_facts(identity.customer, shop)
    for order in orders:
        facts += order_facts(order, shop)
    for product in products:
        facts += _product_facts(product, shop)
    for entitlement in entitlements:
        facts += _entitlement_facts(entitlement)
    facts += clause_facts(clauses, identity.customer, shop)
    facts += policy_facts([hit.passage for hit in hits], shop)
    return tuple(facts)


def _customer_facts(customer: Customer, shop: Shop) -> list[Fact]:
    subject, place = f"customer:{customer.id}", "the customer's record"

    def fact(type: FactType, role: str, value: str) -> Fact:
        return Fact(f"{subject}.{role}", type, role, subject, value, f"{place}, {role}")

    facts = [fact("name", "name", customer.name), fact("id", "customer_id", customer.id)]
    if customer.email:
        facts.append(fact("email", "email", customer.email))
    if customer.tier:
        facts.append(fact("text", "tier", customer.tier))
    if customer.since:
        facts.append(fact("date", "since", local_date(customer.since, shop.zone).isoformat()))
    if customer.address:
        facts += address_facts(subject, place, "address", customer.address)
    for number, method in enumerate(customer.payment_methods, 1):
        facts += method_facts(subject, place, "method", method, shop.currency, str(number))
    return facts


def _product_facts(product: Product, shop: Shop) -> list[Fact]:
    subject, place = f"product:{product.id}", f"catalogue, {product.name}"
    facts = [
        Fact(f"{subject}.name", "product", "name", subject, product.name, place),
        Fact(f"{subject}.product_id", "id", "product_id", subject, product.id, place),
        Fact(f"{subject}.variants", "count", "variant_count", subject, str(len(product.variants)), place),
    ]
    available = [variant for variant in product.variants if variant.available]
    step = f"{len(available)} of {len(product.variants)} variants can be ordered"
    facts.append(Fact(f"{subject}.available", "count", "available_count", subject, str(len(available)), place, (step,)))
    for variant in product.variants:
        whose, where = f"{subject}/variant:{variant.id}", f"{place}, variant {variant.id}"
        facts.append(Fact(f"{whose}.variant_id", "id", "variant_id", whose, variant.id, where))
        facts.append(Fact(f"{whose}.price", "money", "price", whose, money(variant.price, shop.currency), where))
        stock = "available" if variant.available else "unavailable"
        facts.append(Fact(f"{whose}.stock", "status", "stock", whose, stock, where))
        facts += [Fact(f"{whose}.{k}", "option", f"option.{k}", whose, v, where) for k, v in variant.options.items()]
    return facts


def _entitlement_facts(entitlement: Entitlement) -> list[Fact]:
    subject = f"order:{entitlement.order_id}"
    if len(entitlement.line_ids) == 1:
        subject += f"/line:{entitlement.line_ids[0]}"
    parts: tuple[tuple[FactType, str, str | None], ...] = (
        ("money", "amount", entitlement.amount),
        ("money", "before_fee", entitlement.before_fee),
        ("money", "fee", entitlement.fee),
        ("date", "until", entitlement.until),
        ("text", "method", entitlement.method),
        (type_of(entitlement.timing), "timing", entitlement.timing),
    )
    source = f"clause {', '.join(entitlement.clauses)}"
    return [
        Fact(f"{entitlement.id}.{part}", type, f"{entitlement.about}.{part}", subject, value, source, entitlement.steps)
        for type, part, value in parts
        if value
    ]


def _action_facts(evidence: Evidence, actions: Sequence[Action], agent: str | None) -> list[Fact]:
    source = f"agent:{agent or 'unknown'}"
    currency = {order.id: order.currency for order in evidence.orders}
    facts = []
    for number, action in enumerate(actions, 1):
        subject = f"order:{action.order_id}"
        facts.append(Fact(f"action.{number}", "action", "action", subject, action.kind, source))
        if action.amount is not None:
            amount = money(action.amount, currency.get(action.order_id, evidence.shop.currency))
            facts.append(Fact(f"action.{number}.amount", "money", f"{action.kind}_done", subject, amount, source))
    return facts
