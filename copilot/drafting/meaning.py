"""What single units want by their meaning, where triage has read them one by one, beside the words that name it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from copilot.models import Intent, Statement

from .units import REPORTED, TELLS, Unit

ASKED = 0.5
"""How likely an intent has to be in a question or a wish that no words of ours name."""
TOLD = 0.6
"""How likely in a sentence that only tells something, for what can be told."""
WISHED = 0.85
"""How likely in a sentence that neither asks nor has a word for asking."""
CERTAIN = 0.8
"""From here on the meaning stands against words that mean it hardly (`HARDLY`)."""
SURELY = 0.95
"""How likely a question for a sum or a time is one about a thing itself."""
HARDLY = 0.1
FAR = 4
"""How many times as likely another intent has to be for one to be hardly meant beside it."""
LED_TO = 0.6
"""How likely in a question without words of its own together with what is told before it."""
APART = 0.12
"""By how much the likeliest intent has to be likelier than the next."""
TOLD_APART = 0.97
"""How likely in one of the sentences that only tell something, where the message as a whole is clearly about others."""
CLEAR = 0.85
"""From here on the message as a whole shows an intent clearly."""
BORNE = 0.5
"""How likely the message as a whole has to show what one sentence of it only tells."""
SHORT = 7  # words of a question that may only go on about what the message is about
ABOUT_ARRIVAL = frozenset({"order_status", "late_delivery"})
OF_WHOLE = frozenset({"other", "praise", "complaint", "safety"})
"""Intents of a message, which its single sentences do not tell."""
OF_FEELING = frozenset({"praise", "complaint"})
TELLABLE = frozenset({"damaged_item", "wrong_item", "missing_item", "late_delivery", "lost_parcel", "charge_dispute"})
WISHABLE = frozenset(
    {
        "cancel",
        "change_item",
        "change_address",
        "change_payment",
        "refund_request",
        "return",
        "exchange",
        "privacy",
        "account",
    }
)


OF_SUMS = frozenset({"order_details", "discount"})
"""Intents that a question for what something costs may look like: "and what do I pay on top?"."""
OF_GOODS = frozenset({"discount", "order_status", "order_details", "availability"})
"""Intents that a question for a sum or a day of something else may look like."""
ARRIVED = frozenset({"delivered", "partially_shipped", "returned"})
POSSIBLE = {
    "cancel": frozenset({"pending", "processed", "partially_shipped"}),
    "change_item": frozenset({"pending", "processed", "shipped", "partially_shipped"}),
    "change_address": frozenset({"pending", "processed", "shipped", "partially_shipped"}),
    "change_payment": frozenset({"pending", "processed"}),
    "order_status": frozenset({"pending", "processed", "shipped", "partially_shipped"}),
    "late_delivery": frozenset({"pending", "processed", "shipped", "partially_shipped", "delivered"}),
    "return": ARRIVED,
    "refund_status": ARRIVED | {"shipped", "cancelled"},
    "exchange": ARRIVED,
    "damaged_item": ARRIVED,
    "wrong_item": ARRIVED,
    "missing_item": ARRIVED,
    "warranty": ARRIVED,
}
"""The statuses of an order in which a request that no words name can be meant."""


def meant(units: Sequence[Unit], statements: Sequence[Statement], whole: Sequence[Intent]) -> tuple[Unit, ...]:
    """The units with what they want by their words and their meaning, where neither speaks against the other.

    What a sentence only tells counts where the message as a `whole` shows it, too, unless it is certain.
    """
    read = {statement.words: statement.intents for statement in statements}
    message = _Message(
        borne_by(whole),
        any(intent.confidence >= CLEAR for intent in whole),
    )
    single: list[Unit] = []
    for unit in units:  # a sum or a day that is asked for before anything is wanted goes on about nothing
        first = unit.aspect and not any(before.wants for before in single)
        single.append(_meant(unit, read.get(unit.words, ()), message, goes_on=unit.aspect and not first))
    return tuple(
        unit if unit.wants or not words else _led_to(unit, read.get(words, ()))
        for unit, words in zip(single, _led(units), strict=True)
    )


def borne_by(whole: Sequence[Intent]) -> frozenset[str]:
    """The intents that a message as a whole shows likely enough to bear out what its sentences tell."""
    return frozenset(intent.label for intent in whole if intent.confidence >= BORNE)


@dataclass(frozen=True, slots=True)
class _Message:
    """What the message as a whole shows: the intents that are likely, and whether one of them is clear."""

    borne: frozenset[str]
    clear: bool

    def admits(self, label: str, share: float) -> bool:
        """Whether a sentence that shows this so likely may want what the message does not show."""
        return label in self.borne or not self.clear or share >= CERTAIN


def readable(units: Sequence[Unit]) -> tuple[str, ...]:
    """What is read for its meaning: each unit, and each question without words of its own with what leads to it."""
    return tuple(dict.fromkeys([*(unit.words for unit in units), *filter(None, _led(units))]))


def _led(units: Sequence[Unit]) -> list[str]:
    """For each question or wish that no words name: it with what is told since the last one; "" for all others."""
    found, told = [], list[str]()
    for unit in units:
        told.append(unit.words)
        asks = unit.question or unit.wish
        found.append(" ".join(told) if asks and not unit.wants and len(told) > 1 else "")
        told = [] if asks or unit.wants else told
    return found


def _led_to(unit: Unit, shown: Sequence[Intent]) -> Unit:
    """The unit with what it wants together with what leads to it, where that is likely and alone."""
    if unit.aspect or unit.back or not shown or shown[0].label in OF_WHOLE or shown[0].confidence < LED_TO:
        return unit
    return replace(unit, wants=(shown[0].label,), guessed=True) if _alone(shown) else unit


def _alone(shown: Sequence[Intent]) -> bool:
    """Whether the likeliest intent is clearly likelier than the next."""
    return len(shown) < 2 or shown[0].confidence - shown[1].confidence >= APART


def likelihood(units: Sequence[Unit], label: str, statements: Sequence[Statement]) -> float:
    """How likely one of these units shows the intent by itself."""
    words = {unit.words for unit in units if not (label in OF_GOODS and (unit.aspect or unit.back))}
    shares = [i.confidence for one in statements if one.words in words for i in one.intents if i.label == label]
    return max(shares, default=0.0)


def can_be(label: str, statuses: Collection[str]) -> bool:
    """Whether this can be wanted of orders in one of these statuses; anything where none is known."""
    when = POSSIBLE.get(label)
    return when is None or not statuses or bool(when & set(statuses))


def _meant(unit: Unit, read: Sequence[Intent], message: _Message, *, goes_on: bool) -> Unit:
    """The unit with what it wants; `goes_on` is whether it asks for a sum or a day of what was wanted before."""
    if read and read[0].label in OF_FEELING and read[0].confidence >= ASKED and unit.words[-1:] != "?":
        unit = replace(unit, question=False, wish=False)  # "until my flatmate asked why" asks for nothing
    shown = [intent for intent in read if intent.label not in OF_WHOLE]
    if not shown:
        return unit
    if unit.wants and (not goes_on or shown[0].confidence >= SURELY):
        unit = _held_against(unit, read, shown, message)
    best = shown[0]
    if unit.aspect and best.label in OF_SUMS and best.confidence < SURELY:
        return unit
    dated = best.label in ABOUT_ARRIVAL and best.confidence >= WISHED and not unit.deadline  # "what day is it coming"
    of_thing = best.label == "product_question" and best.confidence >= SURELY  # "how much soup fits in"
    if unit.wants or unit.back or (goes_on and not (dated or of_thing)):
        return unit
    if unit.question or unit.wish:
        whole = unit.question and len(unit.words.split()) > SHORT
        admitted = whole or message.admits(best.label, best.confidence)
        enough = best.confidence >= ASKED and _alone(shown) and admitted
    else:
        certain, borne = best.confidence >= CERTAIN, best.label in message.borne
        alone = not message.borne or (certain and not message.clear)
        told = best.confidence >= TOLD and best.label in TELLABLE and (borne or alone or best.confidence >= TOLD_APART)
        wished = best.confidence >= WISHED and best.label in WISHABLE and (borne or not message.borne)
        enough = told or wished or (certain and borne)
    return replace(unit, wants=(best.label,), guessed=True) if enough else unit


def _held_against(unit: Unit, read: Sequence[Intent], shown: Sequence[Intent], message: _Message) -> Unit:
    """The unit without what its words name and it hardly means; with what it surely means instead of all of it."""
    best, shares = shown[0], {intent.label: intent.confidence for intent in read}
    asks = unit.question or unit.wish
    hardly = max(HARDLY, best.confidence / FAR) if best.confidence >= SURELY else HARDLY
    if all(shares.get(want, 0.0) < hardly for want in unit.wants):
        told = best.label in TELLABLE and set(unit.wants) <= REPORTED
        if best.confidence >= (CERTAIN if asks else TOLD if told else 1.1):
            return replace(unit, wants=(best.label,), guessed=True, instead=unit.wants)
    if asks:
        most = max(shares.get(want, 0.0) for want in unit.wants)
        return replace(unit, wants=tuple(w for w in unit.wants if most < ASKED or shares.get(w, 0.0) >= most / FAR))
    kept = [want for want in unit.wants if want in message.borne or _told(want, shares, alone=not message.borne)]
    return replace(unit, wants=tuple(kept))


def _told(want: str, shares: Mapping[str, float], *, alone: bool) -> bool:
    """Whether a sentence that asks for nothing tells what its words name, by what its meaning shows.

    Where the message as a whole shows nothing it stands `alone`, and is believed unless it hardly means that.
    """
    most, own = max(shares.values()), shares.get(want, 0.0)
    if alone:
        return own >= HARDLY
    if want in TELLS.values():
        return most < CERTAIN or own >= HARDLY
    if want in REPORTED:
        return most < ASKED or own >= most / 2
    return own >= ASKED
