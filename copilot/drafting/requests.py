"""What the customer wants, in order: what triage makes of the message, as far as message and records bear it out."""

from copilot.evidence import Evidence
from copilot.models import Triage

from .said import says

ABOUT_FAULTS = frozenset({
    "late_delivery", "lost_parcel", "damaged_item", "wrong_item", "missing_item", "charge_dispute", "refund_status",
    "warranty", "safety",
})  # fmt: skip
COVERED = {
    "refund_request": ABOUT_FAULTS - {"safety"} | {"return", "gift_card", "discount", "cancel", "loyalty"},
    "order_status": frozenset({"late_delivery", "lost_parcel"}),
    "late_delivery": frozenset({"lost_parcel"}),
    "warranty": frozenset({"damaged_item"}),
    "availability": frozenset({"exchange", "change_item"}),
    "other": frozenset({"praise", "complaint"}),
}
"""Requests that the answer to another one has in it."""


def requests(evidence: Evidence, triage: Triage) -> list[str]:
    """The labels of the requests to answer, thanks first; "other" where none is left."""
    labels = [intent.label for intent in triage.intents]
    kept = [label for label in labels if _borne_out(label, labels, evidence, triage)]
    kept = [label for label in kept if not COVERED.get(label, frozenset()) & set(kept)]
    if "complaint" in kept and len(set(kept) - {"complaint", "praise"}):
        kept = [label for label in kept if label != "complaint"] + ["complaint_also"]
    kept.sort(key=lambda label: label != "praise")
    return kept or ["other"]


def _borne_out(label: str, labels: list[str], evidence: Evidence, triage: Triage) -> bool:
    """Whether the message bears out a request that would drown out the others, were it wrong."""
    match label:
        case "safety":
            if "fraud" in triage.risks and "safety" not in triage.risks:
                return False
            return "safety" in triage.risks or says(evidence, "danger")
        case "complaint":
            return triage.sentiment.label != "positive" or labels == ["complaint"]
        case _:
            return True
