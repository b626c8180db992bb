"""What the customer wants, in order: by the parts of the message and by triage, as far as records bear it out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from copilot.evidence import Evidence
from copilot.models import Intent, Triage

from .asked import things_of
from .borne_out import (
    ABOUT_FAULTS,
    ALARMING,
    ASKED,
    QUITE_LIKELY,
    SURE,
    as_recorded,
    by_words,
    is_borne_out,
    is_named,
)
from .codes_named import codes_named
from .meaning import CLEAR, can_be, likelihood
from .mentions import waits
from .parts import Part, parts_of
from .said import says
from .units import opens, units_of

COVERED = {
    "refund_request": ABOUT_FAULTS - {"safety"} | {"return", "gift_card", "discount", "cancel", "loyalty"},
    "order_status": frozenset({"late_delivery", "lost_parcel", "damaged_item", "wrong_item", "missing_item"}),
    "late_delivery": frozenset({"lost_parcel"}),
    "discount": frozenset({"gift_card"}),
    "loyalty": frozenset({"discount"}),
    "warranty": frozenset({"damaged_item"}),
    "product_question": frozenset({"safety", "warranty"}),
    "availability": frozenset({"exchange", "change_item"}),
    "exchange": frozenset({"change_item", "wrong_item", "damaged_item"}),
    "other": frozenset({"praise", "complaint"}),
    "return": frozenset({"damaged_item", "wrong_item"}),
}
"""Requests that the answer to another one has in it."""
KIN = (
    frozenset({"order_status", "late_delivery", "lost_parcel", "order_details"}),
    frozenset({"return", "refund_request", "refund_status", "exchange"}),
    frozenset({"exchange", "change_item", "wrong_item", "cancel"}),
    frozenset({"change_item", "change_address", "change_payment", "cancel"}),
    frozenset({"damaged_item", "warranty", "wrong_item", "missing_item"}),
    frozenset({"product_question", "availability", "other", "order_details"}),
    frozenset({"discount", "loyalty", "gift_card"}),
)
"""Intents that triage takes for each other: where words name one of them, another is believed only when it is sure."""
SHOWN = 0.15
"""How likely one sentence has to show an intent that triage sees in the message as a whole."""
SUPPOSED = 0.3
"""How likely a sentence has to show an intent that is supposed to be meant."""
CERTAIN = 0.99
LIKELY = 0.6
SHORT_QUESTION = 2
"""Words of a question that does not ask for anything by itself: "what now?"."""
OPEN_QUESTION = "open_question"
BESIDE_CODES = frozenset({"order_status", "order_details", "change_item", "availability", "other", "open_question"})
"""What a question about a code may be taken for."""
OF_RULES = frozenset({"discount", "loyalty", "gift_card"})
"""Requests that a sentence which asks for nothing only tells the background of."""
OF_AN_ORDER = frozenset(
    {"order_status", "late_delivery", "order_details", "cancel", "change_payment", "change_address", "change_item"}
)
"""Requests that somebody who has no order yet can only mean in general."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One request: its intent, or that none covers the question, and the evidence for the words that make it."""

    label: str
    evidence: Evidence


def wishes(evidence: Evidence, triage: Triage) -> list[Wish]:
    """The requests to answer: thanks first, then in the order of the message, a complaint beside others last."""
    parts = parts_of(evidence, triage)
    found = [
        Wish(label, part.evidence)
        for part, intents in _with_triage(parts, triage)
        for label in (_of_code(_labels(part, triage, intents), part))
    ]
    if evidence.identity.verified and not (evidence.orders or evidence.focus.foreign or evidence.ticket.order_ids):
        found = [replace(wish, label=OPEN_QUESTION) if wish.label in OF_AN_ORDER else wish for wish in found]
    whole = [intent for intent in triage.intents if intent.label in _OF_ALL]
    if len(parts) > 1 and whole:
        found = [wish for wish in found if wish.label not in _OF_ALL]
        found += [
            Wish(label, _of_danger(parts, triage, evidence) if label == "safety" else evidence)
            for label in requests(evidence, _wanting(triage, whole))
            if label in _OF_ALL
        ]
    if triage.sentiment.label == "negative" and any(wish.label == "complaint" for wish in found):
        found = [wish for wish in found if wish.label != "praise"]  # it is meant bitterly
    labels = {wish.label for wish in found}
    praised = any(intent.label == "praise" and intent.confidence >= CLEAR for intent in triage.intents)
    if labels - {"praise"} and not praised:  # thanks before a request ask for nothing
        found = [wish for wish in found if wish.label != "praise"]
    if "complaint" in labels and labels - {"complaint", "praise"}:
        found = [wish for wish in found if wish.label != "complaint"] + [Wish("complaint_also", evidence)]
    found = [wish for wish in found if not _is_there_after_all(wish, found)]
    found = [wish for wish in found if not (len(found) > 1 and _only_mentions(wish))]
    found.sort(key=lambda wish: (wish.label not in _FIRST, wish.label == "complaint_also"))
    return found


def _is_there_after_all(wish: Wish, others: Sequence[Wish]) -> bool:
    """Whether what is said to be missing, by its meaning alone, is what another request sends back or swaps."""
    if wish.label != "missing_item" or is_named(wish.evidence, wish.label):
        return False
    return any(
        other.label in ("return", "exchange") and set(things_of(other.evidence)) & set(things_of(wish.evidence))
        for other in others
    )


def _only_mentions(wish: Wish) -> bool:
    """Whether it is not asked, but is what another request is about: "to look at an old order", "I used a code"."""
    if wish.label == "order_details":
        return not asks_details(wish.evidence)
    if wish.label not in OF_RULES or any(says(wish.evidence, what) for what in ("forgot", "price_fell")):
        return False
    return not any(unit.question or unit.wish or opens(unit.words) for unit in units_of(waits(wish.evidence.ticket)))


def asks_details(evidence: Evidence) -> bool:
    """Whether words ask for a detail of an order: its address, its payment, its sum, its items."""
    return any(says(evidence, what) for what in ASKED)


def _labels(part: Part, triage: Triage, intents: Sequence[Intent]) -> list[str]:
    """The requests of one part; praise alone answers no question."""
    found = requests(part.evidence, _wanting(triage, intents), part.wants) if intents else []
    if found == ["other"] and not any(intent.label == "other" for intent in intents):  # nothing was borne out
        rest = [intent for intent in _supposed(part, triage) if intent not in intents]
        found = requests(part.evidence, _wanting(triage, rest), part.wants) if rest else found
    asks = any(unit.question and unit.asks and not unit.wants for unit in part.units)
    if found == ["safety"] and not any(intent.label in found and intent.confidence >= CLEAR for intent in intents):
        rest = _supposed(part, triage, beside=_OF_ALL)  # what may be no danger does not stand for what is asked
        return [*found, *(intent.label for intent in rest), *([_question(part.evidence)] if asks and not rest else [])]
    return [*found, _question(part.evidence)] if not found or (asks and set(found) <= {"praise"}) else found


def _of_code(labels: list[str], part: Part) -> list[str]:
    """The requests of a part; where none of them is named by its words and a code is, it is about the code."""
    return ["discount"] if not part.wants and set(labels) <= BESIDE_CODES and codes_named(part.evidence) else labels


def _of_danger(parts: Sequence[Part], triage: Triage, whole: Evidence) -> Evidence:
    """The evidence of the part that tells of a danger; of the whole message where none stands out."""
    shown = [likelihood(part.units, "safety", triage.statements) for part in parts]
    return parts[shown.index(max(shown))].evidence if max(shown) >= ALARMING else whole


def _question(evidence: Evidence) -> str:
    """The kind of a question that neither words nor triage make out."""
    return "reach" if says(evidence, "asks_reach") else OPEN_QUESTION


_OF_PAGES = frozenset(
    {"product_question", "availability", "gift_card", "discount", "loyalty", "invoice", "account", "privacy"}
)
"""Intents that a question without words of its own may well have."""
_OF_ALL = frozenset({"safety", "complaint"})
"""Intents of a message as a whole."""
_FIRST = frozenset({"praise", "safety"})


def _with_triage(parts: Sequence[Part], triage: Triage) -> Iterator[tuple[Part, list[Intent]]]:
    """Each part with its intents: those of its words, and of triage's the ones that belong there."""
    parts = [_as_triage_says(parts[0], triage)] if len(parts) == 1 else parts
    wanted = {want for part in parts for want in part.wants}
    unclaimed = any(not part.wants for part in parts)
    given: dict[int, list[Intent]] = {}
    for intent in triage.intents:
        if intent.label in wanted or (len(parts) > 1 and intent.label in _OF_ALL):
            continue
        place = _place(parts, intent.label, triage)
        if wanted and place is not None and not _possible(intent.label, parts[place]):
            continue
        shown = place is not None and likelihood(parts[place].units, intent.label, triage.statements) >= SUPPOSED
        its_own = place is not None and _asks_unclaimed(parts[place])
        believed = (shown or its_own) and intent.confidence >= LIKELY
        believed = believed or _believed(intent, wanted, unclaimed=unclaimed)
        if believed and (place is not None or not wanted):
            given.setdefault(place or 0, []).append(intent)
    for place, part in enumerate(parts):
        own = [
            next((i for i in triage.intents if i.label == want), Intent(label=want, confidence=QUITE_LIKELY))
            for want in part.wants
        ]
        found = [*own, *given.get(place, [])]
        yield part, _lost(found or _supposed(part, triage), triage)


def _asks_unclaimed(part: Part) -> bool:
    """Whether a part asks something that its words do not name."""
    return not part.wants and any(unit.question and len(unit.words.split()) > SHORT_QUESTION for unit in part.units)


def _possible(label: str, part: Part) -> bool:
    """Whether this can be wanted of the orders that a part is about; of money that comes back another way to pay."""
    about = part.evidence.focus
    paid_back = label == "change_payment" and any(order.returns for order in about.orders)
    statuses = {order.status for order in about.orders}
    to_come = "shipped" in statuses and can_be(label, {"delivered"})  # "if it is too small, can I send it back?"
    return paid_back or to_come or about.how == "all" or can_be(label, statuses)


def _as_triage_says(part: Part, triage: Triage) -> Part:
    """The only part, with what triage is quite sure of in place of a kindred wish that it does not see at all."""
    seen = {intent.label: intent.confidence for intent in triage.intents}
    wants = []
    for want in part.wants:
        kin = {label for family in KIN if want in family for label in family if seen.get(label, 0) >= QUITE_LIKELY}
        likeliest = max(kin, key=lambda label: (seen[label], label), default=want)
        wants.append(want if want in seen else likeliest)
    return replace(part, wants=tuple(dict.fromkeys(wants)))


def _believed(intent: Intent, wanted: set[str], *, unclaimed: bool) -> bool:
    """Whether triage's word for an intent that the words of the message do not name counts.

    `unclaimed` is whether the message asks something that its words do not name.
    """
    if not wanted - {"praise"} or intent.label in _OF_ALL:
        return True
    kin = any(intent.label in family and family & wanted for family in KIN)
    if kin:
        return intent.confidence >= CERTAIN
    return intent.confidence >= (SURE if not unclaimed else LIKELY if intent.label in _OF_PAGES else QUITE_LIKELY)


def _place(parts: Sequence[Part], label: str, triage: Triage) -> int | None:
    """The part that an intent without words of its own belongs to: the one that shows it; None where none does.

    Where single sentences were not read it is a question that wants nothing, else the first part.
    """
    if triage.statements and label not in _OF_ALL:
        shown = [likelihood(part.units, label, triage.statements) for part in parts]
        return shown.index(max(shown)) if parts and max(shown) >= SHOWN else None
    unclaimed = [place for place, part in enumerate(parts) if not part.wants]
    return unclaimed[0] if unclaimed else 0


def _supposed(part: Part, triage: Triage, beside: Collection[str] = ()) -> list[Intent]:
    """What a question without words of its own may want, `beside` these, of what can be wanted of such an order."""
    statuses = {order.status for order in part.evidence.focus.orders} if part.evidence.focus.how != "all" else set()
    shown: dict[str, float] = {}
    for one in triage.statements:
        if one.words in {unit.words for unit in part.units}:
            shown |= {i.label: max(i.confidence, shown.get(i.label, 0.0)) for i in one.intents}
    possible = ((share, label) for label, share in shown.items() if label not in beside and can_be(label, statuses))
    likely = sorted(possible, reverse=True)
    if not likely or likely[0][0] < SUPPOSED or likely[0][1] in (*_OF_ALL, "praise", "other"):
        return []
    if len(likely) > 1 and likely[1][0] * 2 > likely[0][0]:
        return []
    return [Intent(label=likely[0][1], confidence=likely[0][0])]


def _lost(intents: list[Intent], triage: Triage) -> list[Intent]:
    """The intents with a parcel that is lost in place of one that is asked for, where triage says so."""
    lost = next((intent for intent in triage.intents if intent.label == "lost_parcel"), None)
    if lost is None or lost.confidence < LIKELY:
        return intents
    return [lost if intent.label in ("order_status", "late_delivery") else intent for intent in intents]


def _wanting(triage: Triage, intents: Sequence[Intent]) -> Triage:
    """The triage of a message that wants just this."""
    return triage.model_copy(update={"intents": list({intent.label: intent for intent in intents}.values())})


def requests(evidence: Evidence, triage: Triage, told: Collection[str] = ()) -> list[str]:
    """The labels of the requests to answer, thanks first; "other" where none is left.

    `told` are those that the words of the message bear out.
    """
    labels = [intent.label for intent in triage.intents]
    read = [as_recorded(label, labels, evidence, triage, told) for label in labels]
    kept = list(dict.fromkeys(label for label in read if label and is_borne_out(label, labels, evidence, triage)))
    kept = kept or by_words(evidence)
    if says(evidence, "asks_reach"):
        kept = [label for label in kept if label not in ("other", "availability")] + ["reach"]
    if "cancel" in kept and not is_named(evidence, "change_item"):  # what leaves an order changes it, too
        kept = [label for label in kept if label != "change_item"]
    other = any(intent.label == "other" and intent.confidence >= SURE for intent in triage.intents)
    by_itself = {label for label in told if label in OF_RULES} | ({"other"} if other else set())
    kept = [label for label in kept if not COVERED.get(label, frozenset()) & set(kept) or label in by_itself]
    if "complaint" in kept and len(set(kept) - {"complaint", "praise"}):
        kept = [label for label in kept if label != "complaint"] + ["complaint_also"]
    kept.sort(key=lambda label: label != "praise")
    return kept or ["other"]


def in_danger(evidence: Evidence, triage: Triage) -> bool:
    """Whether somebody may be in danger of their life: triage says so, and words of the message do."""
    return "self_harm" in triage.risks and says(evidence, "self_harm")
