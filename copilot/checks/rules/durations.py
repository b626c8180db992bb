"""F005: every length of time is one that an entitlement or a policy states, or the days between two known ones."""

from collections.abc import Iterator, Set

from copilot.checks.lengths import same_length
from copilot.checks.problem import Problem
from copilot.checks.prose import repeats
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.rules.duration_days import counted_days, does_not_lead, leads_to_a_day
from copilot.checks.rules.duration_terms import (
    DECIDED,
    in_a_passage,
    lengths_for,
    of_a_window_replaced,
    of_another_window,
    said_of_others,
)
from copilot.checks.rules.pages import on_its_page
from copilot.checks.rules.tokens import countries_named, customer_said, policy_states, values_of
from copilot.checks.sentences import words
from copilot.checks.statements import ReadSentence
from copilot.checks.stems import stems
from copilot.models import Fact
from copilot.values import Found


def durations(reading: Reading) -> Iterator[Problem]:
    """Each length of time that neither an entitlement nor a policy in force states."""
    for sentence, value in values_of(reading, "duration"):
        kinds = kinds_near(reading, sentence) or _of_money(sentence) or _spoken_of(reading, sentence)
        if kinds <= _OF_PARCELS and any(order.status == "cancelled" for order in sentence.orders):
            kinds |= {"refund"}  # what leaves for a cancelled order is its money
        slot = reading.slot(value)
        if slot is not None and slot.type == "duration" and (not kinds or _about(slot, kinds)):
            continue  # the text was filled with it
        refused = _refused(reading, sentence, kinds)
        lengths = {
            f.value
            for f in lengths_for(reading, sentence)
            if _about(f, kinds) and f.role.partition(".")[0] not in refused
        }
        if kinds == _CARRIED:
            lengths = {f.value for f in lengths_for(reading, sentence) if f.role.startswith(("shipping.", "target."))}
        known = any(same_length(v, length) for v in value.values for length in lengths)
        replaced = of_a_window_replaced(reading, sentence, value)
        known = known or sentence.within_name(value, reading.text) or (customer_said(reading, value) and not replaced)
        decided = kinds & {fact.role.partition(".")[0] for fact in reading.evidence.facts if fact.type == "duration"}
        stated = (
            repeats(reading.evidence, value, sentence.sentence.words, said_of_others(reading, sentence, refused))
            or (in_a_passage(reading, value) and policy_states(reading, sentence, value))
            if decided
            else policy_states(reading, sentence, value)
        )
        if of_another_window(reading, sentence, value, kinds) or does_not_lead(sentence, value):
            message = f"{value.text} is not the time that is meant here"
            yield Problem("unchecked", message, value.start, value.end, value.text)
            continue
        known = known or on_its_page(reading, sentence, value) or _as_offered(reading, sentence, value)
        if (
            known
            or (stated and not replaced)
            or counted_days(reading, sentence, value)
            or leads_to_a_day(reading, sentence, value)
        ):
            continue
        yield Problem(
            "unchecked", f"no policy in force states {value.text}", value.start, value.end, value.text
        )  # fmt: skip


def _refused(reading: Reading, sentence: ReadSentence, kinds: Set[str]) -> frozenset[str]:
    """ "cancel", where none of these orders can be cancelled and nothing is said of it: its times are for others."""
    orders = {order.id for order in sentence.orders}
    offers = reading.evidence.entitlements
    states = {offer.state for offer in offers if offer.order_id in orders and offer.about == "cancel"}
    return frozenset({"cancel"} - kinds) if states == {"denied"} else frozenset()


def _of_money(sentence: ReadSentence) -> frozenset[str]:
    """What an amount that goes to a way to pay is, where no word says it: "49.90 € to your Visa, in 5 to 7 days"."""
    ways = any(f.role.startswith("payment_method") for m in sentence.mentions for f in m.facts)
    money = any(value.type == "money" for value in sentence.values)
    return frozenset({"refund"}) if ways and money else frozenset()


def _spoken_of(reading: Reading, sentence: ReadSentence) -> frozenset[str]:
    """What a time is told of where no verb says it: money that the sentence before gives back, or parcels."""
    know, place = reading.vocabulary, reading.sentences.index(sentence)
    if know is None:
        return frozenset()
    for read in reversed(reading.sentences[max(0, place - 1) : place + 1]):
        back = {cue for _, _, cue in know.money_roles.find(read.sentence.words)} & {"refund", "get"}
        if back or _of_money(read):
            return frozenset({"refund"})
        if read.sentence.opens_paragraph:
            break
    carried = know.says("carriage", sentence.sentence.words) or countries_named(reading, sentence)
    return _CARRIED if carried else frozenset()


_CARRIED = frozenset({"shipping"})


def _as_offered(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a clause that allows something for these orders tells the time of the same verb: "leaves within …"."""
    orders = {order.id for order in sentence.orders}
    offered = {
        id for e in reading.evidence.entitlements if e.order_id in orders and e.state == "allowed" for id in e.clauses
    }
    before = [word for word in sentence.sentence.words if word.end <= value.start][-VERB:]
    verbs = stems(before)
    for clause in reading.evidence.clauses:
        spoken = (
            stems(tuple(words(clause.quote, 0, len(clause.quote)))) if clause.id in offered and clause.timing else ()
        )
        fact = reading.evidence.by_id.get(f"clause:{clause.id}.timing")
        same = fact is not None and fact.type == "duration" and any(same_length(v, fact.value) for v in value.values)
        if same and verbs & frozenset(spoken) & _VERBS:
            return True
    return False


VERB = 3  # words before a time among which its verb is looked for
_VERBS = stems(tuple(words("leaves leaving arrives arriving", 0, 31)))


def _about(fact: Fact, kinds: frozenset[str]) -> bool:
    """Whether a length of time of a clause or an entitlement is about one of these kinds, or about none of them."""
    about = fact.role.partition(".")[0]
    if kinds and kinds <= _OF_PARCELS and about in _OF_MONEY:
        return False
    carried = {kind for kind, kinds_with in _WITH.items() if set(kinds_with) & kinds}
    return bool(kinds) and (not kinds & DECIDED or about not in DECIDED or about in kinds | carried)


_OF_PARCELS = frozenset(["ship", "transit", "deliver", "out_for_delivery", "process"])
_OF_MONEY = frozenset(["cancel", "credit", "goodwill"])
_WITH = {
    "cancel": ("refund",),
    "return": ("refund",),
    "refund": ("return", "cancel", "replacement"),
    "replacement": ("refund", "ship", "damage", "lost"),
    "warranty": ("replacement", "refund"),
    "exchange": ("replacement", "ship", "deliver"),
}
"""Kinds whose times are also those of others: a refund after a return takes what the return's clause says."""
