"""Counterfactuals: one fact of a case is flipped, and the draft must change with it, or must not change at all."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from copilot.evaluation.bench import Outcome
from copilot.evaluation.trial import Score, Trial
from copilot.models import Entitlement, Fact, Order, Product, Shipment

from .tampering import stranger


def flip_name(trial: Trial) -> Score | None:
    """A customer of another name is called by that name."""
    customer = trial.evidence.customer
    if customer is None or not _words(trial.draft) & {customer.first_name}:
        return None
    other = stranger(customer.first_name)
    outcome = trial.flipped(
        [customer.model_copy(update={"name": f"{other} {customer.name.partition(' ')[2]}".strip()})]
    )
    words = _words(outcome.review.draft.text)
    return _holds(other in words and customer.first_name not in words, f"{customer.first_name} → {other}")


def flip_price(trial: Trial) -> Score | None:
    """Where a unit price is told, another price of the line is told instead."""
    for fact, order in _told(trial, "unit_price"):
        line_id = fact.subject.rpartition("/line:")[2]
        items = [
            item.model_copy(update={"unit_price": item.unit_price + 3}) if item.id == line_id else item
            for item in order.items
        ]
        return _moved(trial, fact, trial.flipped([order.model_copy(update={"items": items})]))
    return None


def flip_expected_date(trial: Trial) -> Score | None:
    """Where the day that a parcel is expected is told, another day is told when the parcel has another."""
    for fact, order in _told(trial, "expected_at"):
        shipments = [_put_off(shipment) for shipment in order.shipments]
        return _moved(trial, fact, trial.flipped([order.model_copy(update={"shipments": shipments})]))
    return None


def flip_status(trial: Trial) -> Score | None:
    """Where somebody asks for a parcel that is on its way, the draft changes when it has been delivered."""
    if not _PARCELS & {intent.label for intent in trial.review.triage.intents}:
        return None
    for fact, order in _told(trial, "status"):
        if order.status != "shipped":
            continue
        arrived = _arrival(order, trial.case.as_of)
        shipments = [shipment.model_copy(update={"delivered_at": arrived}) for shipment in order.shipments]
        outcome = trial.flipped([order.model_copy(update={"status": "delivered", "shipments": shipments})])
        return _holds(outcome.review.draft.text != trial.draft, f"{fact.value} → delivered")
    return None


def flip_window(trial: Trial) -> Score | None:
    """What is allowed until a day is no longer allowed once the order is so much older that the day has passed."""
    for order in trial.evidence.focus.orders:
        limited = [offer for offer in trial.review.entitlements if _limited(offer, order)]
        if not limited or not order.placed_at:
            continue
        last = max(date.fromisoformat(offer.until or "") for offer in limited)
        older = _earlier(order, timedelta(days=(last - trial.evidence.today).days + 2))
        kept = {(offer.about, offer.line_ids, offer.clauses) for offer in trial.flipped([older]).review.entitlements
                if _limited(offer, order)}  # fmt: skip
        late = [offer.about for offer in limited if (offer.about, offer.line_ids, offer.clauses) in kept]
        return _holds(not late, f"still allowed after {last}: {', '.join(late)}")
    return None


def flip_tier(trial: Trial) -> Score | None:
    """Another loyalty tier changes nothing in a draft that rests on offers which are the same for both tiers."""
    customer = trial.evidence.customer
    if customer is None:
        return None
    outcome = trial.flipped([customer.model_copy(update={"tier": "gold" if customer.tier != "gold" else None})])
    if _relied_on(trial, trial.outcome) != _relied_on(trial, outcome) or _of_tiers(trial, trial.outcome, outcome):
        return None
    return _holds(outcome.review.draft.text == trial.draft, "the offers it rests on are the same for the other tier")


def _of_tiers(trial: Trial, *outcomes: Outcome) -> bool:
    """Whether a draft cites the customer's tier, or a clause that tells tiers apart."""
    clauses = {
        scoped.clause.id
        for scoped in trial.evidence.policy
        if "tiers" in scoped.scope or (scoped.clause.fee and scoped.clause.fee.by_tier)
    }
    return any(
        source in clauses or source.endswith(".tier")
        for outcome in outcomes
        for citation in outcome.review.draft.citations
        for source in citation.sources
    )


def flip_language(trial: Trial) -> Score | None:
    """The customer's recorded language does not override the language of the words that they wrote."""
    customer = trial.evidence.customer
    if customer is None or len(" ".join(trial.case.ticket.said).split()) < _ENOUGH_WORDS:
        return None
    outcome = trial.flipped([customer.model_copy(update={"language": "de" if customer.language != "de" else "en"})])
    return _holds(outcome.review.draft.text == trial.draft, "the ticket is in the same words as before")


def flip_unrelated_product(trial: Trial) -> Score | None:
    """The price of a product that none of the customer's orders holds changes nothing."""
    if trial.evidence.customer is None:
        return None
    own = {product.id for product in trial.evidence.products}
    product = next((product for product in trial.bench.products() if product.id not in own and product.variants), None)
    if product is None or product.name in " ".join(trial.case.ticket.said):
        return None
    outcome = trial.flipped([_dearer(product)])
    return _holds(outcome.review.draft.text == trial.draft, f"{product.name} became dearer")


_ENOUGH_WORDS = 12
_PARCELS = frozenset(["order_status", "late_delivery", "lost_parcel"])


def _holds(held: bool, reason: str) -> Score:
    return Score(float(held), "" if held else reason)


def _words(text: str) -> set[str]:
    return set("".join(sign if sign.isalpha() or sign in "'’-" else " " for sign in text).split())


def _told(trial: Trial, role: str) -> Iterator[tuple[Fact, Order]]:
    """The facts in this role that the draft cites, each with its order."""
    cited = {source for citation in trial.review.draft.citations for source in citation.sources}
    orders = {order.id: order for order in trial.evidence.orders}
    for fact in trial.review.facts:
        order = orders.get(fact.subject.removeprefix("order:").partition("/line:")[0])
        if fact.id in cited and order and fact.role.partition(".")[0] == role:
            yield fact, order


def _relied_on(trial: Trial, outcome: Outcome) -> list[Entitlement]:
    """The entitlements of an outcome that the draft of the case rests on, by their clauses or their facts."""
    cited = {source for citation in trial.review.draft.citations for source in citation.sources}
    return [
        offer
        for offer in outcome.review.entitlements
        if cited & set(offer.clauses) or any(source.startswith(f"{offer.id}.") for source in cited)
    ]


def _moved(trial: Trial, fact: Fact, outcome: Outcome) -> Score:
    """Whether the fact's new value is told, and the old one no longer unless another fact has it too."""
    new = next((other for other in outcome.review.facts if other.id == fact.id), None)
    draft = outcome.review.draft
    said = {value for found in trial.values_in(draft.text, draft.language) for value in found.values}
    elsewhere = any(other.value == fact.value for other in outcome.review.facts)
    held = new is not None and new.value in said and (fact.value not in said or elsewhere)
    return _holds(held, f"{fact.value} → {new.value if new else 'nothing'}")


def _put_off(shipment: Shipment) -> Shipment:
    if shipment.expected_at is None:
        return shipment
    return shipment.model_copy(update={"expected_at": shipment.expected_at + timedelta(days=2)})


def _arrival(order: Order, as_of: datetime) -> datetime:
    """A time between the last dispatch and now."""
    sent = [shipment.shipped_at for shipment in order.shipments if shipment.shipped_at]
    return max([as_of - timedelta(days=1), *sent])


def _earlier(order: Order, by: timedelta) -> Order:
    """The same order with everything that happened to it earlier by as much."""

    def moved(record: object) -> object:
        if isinstance(record, datetime):
            return record - by
        if isinstance(record, list):
            return [moved(part) for part in record]
        if isinstance(record, dict):
            return {key: moved(part) for key, part in record.items()}
        return record

    return Order.model_validate(moved(order.model_dump()))


def _limited(offer: Entitlement, order: Order) -> bool:
    """Whether the offer is for this order, allowed, and until a day that hangs on the order's own dates."""
    return (
        offer.order_id == order.id
        and offer.about in ("return", "exchange", "cancel")
        and offer.state == "allowed"
        and offer.until is not None
    )


def _dearer(product: Product) -> Product:
    variants = [variant.model_copy(update={"price": variant.price + 5}) for variant in product.variants]
    return product.model_copy(update={"variants": variants})
