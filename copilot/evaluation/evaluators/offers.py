"""What the order may be offered, against what people worked out."""

from copilot.evaluation.gold import GoldEntitlement
from copilot.evaluation.trial import Score, Trial
from copilot.models import Entitlement

PARTS = ("state", "amount", "fee", "until", "method", "timing")


def entitlements(trial: Trial) -> Score | None:
    """The share of gold entitlements that one of ours agrees with in every part that gold names."""
    wanted = trial.gold.entitlements
    if not wanted:
        return None
    faults = [fault for gold in wanted if (fault := _disagreement(gold, trial.review.entitlements))]
    return Score(1 - len(faults) / len(wanted), "; ".join(faults))


def _disagreement(gold: GoldEntitlement, ours: list[Entitlement]) -> str | None:
    """Why none of ours agrees, told of the one that comes nearest; None when one does."""
    same = [offer for offer in ours if offer.about == gold.about and offer.order_id == gold.order_id]
    named = [offer for offer in same if _same_lines(gold, offer)]
    faults: list[list[str]] = [_faults(gold, offer) for offer in named]
    if [] in faults:
        return None
    what = f"{gold.about} of {gold.order_id}"
    if not faults:
        return f"{what}: nothing was worked out" + (" for these lines" if same else "")
    nearest = min(faults, key=len)
    return f"{what}: {', '.join(nearest)}"


def _same_lines(gold: GoldEntitlement, offer: Entitlement) -> bool:
    return gold.line_ids is None or not offer.line_ids or set(gold.line_ids) == set(offer.line_ids)


def _faults(gold: GoldEntitlement, offer: Entitlement) -> list[str]:
    faults = [
        f"{part} is {ours}, not {wanted}"
        for part in PARTS
        if (wanted := getattr(gold, part)) is not None and (ours := getattr(offer, part)) != wanted
    ]
    faults += [f"does not say that {name} is missing" for name in gold.missing if name not in offer.missing]
    unnamed = sorted(set(gold.clauses) - set(offer.clauses))
    return [*faults, *(f"rests on {', '.join(offer.clauses)}, not {clause}" for clause in unnamed)]
