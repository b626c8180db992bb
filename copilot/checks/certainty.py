"""How surely a place of a draft was read: only what was read surely can be contradicted, all else is unsure."""

from itertools import pairwise

from copilot.values import Found

from .events import ENTITLED, TURNS_OF_PHRASE, EventClaim
from .problem import Status
from .reading import Reading
from .sentences import Word
from .statements import ReadSentence, Statement
from .vocabulary import Phrases, Vocabulary

BESIDE = 3  # words between a value and the word that says what it is
OF_PARCELS = ("ship", "transit", "deliver", "out_for_delivery", "process", "pending", "open")
OF_THINGS = ("replacement", "exchange", "modify", "warranty")
_PRONOUNS = frozenset(["it", "they", "this", "these", "both"])
_POINTING = frozenset(["your", "the", "this", "these", "both", "it", "they"])
_PRESENT = frozenset(["is", "are"])
PAST = frozenset(["was", "were", "has", "have", "had", "been"])
"""Words beside a participle by which something has happened: "is refunded" tells what is done as a rule, too."""


def against(*sure: bool) -> Status:
    """`violated` where every reason to trust the reading holds; else `unchecked`."""
    return "violated" if all(sure) else "unchecked"


def by_grammar(reading: Reading) -> bool:
    """Whether the language tells who does what by the place of its verbs; where they stand anywhere much is guessed."""
    return reading.vocabulary is not None and reading.vocabulary.auxiliaries != "anywhere"


def plain(reading: Reading, statement: Statement, claim: EventClaim) -> bool:
    """Whether a status is told of the one order in question, as a fact, in a clause that nothing else bears on."""
    know = reading.vocabulary
    read = reading.sentence_of(statement)
    if know is None or statement.mood != "asserted" or len(statement.orders) != 1:
        return False
    if claim.kind in TURNS_OF_PHRASE or know.says("conditional", statement.words):
        return False
    if any(part.mood == "conditional" for part in read.statements):
        return False
    if claim.kind in OF_THINGS and not named(know, read, statement):
        return False  # a card may be replaced, too
    if claim.negated and not _denied_itself(know, statement, claim):
        return False  # "what I can't see is the day it reached you"
    if by_grammar(reading) and not (
        _pointed_at(know, read, statement, claim) and _told_of_the_past(know, read, statement, claim)
    ):
        return False
    if claim.kind in OF_PARCELS and (_of_money(reading, statement) or not of_an_order(know, read, statement, claim)):
        return False
    if by_grammar(reading):
        return True
    return len(read.statements) == 1 and len(statement.events) == 1 and of_an_order(know, read, statement, claim)


def told(reading: Reading, sentence: ReadSentence, value: Found, roles: Phrases[str]) -> bool:
    """Whether a value is asserted of one order, with the word right beside it that says what it is."""
    words = sentence.sentence.words
    first = next((n for n, word in enumerate(words) if word.start >= value.start), len(words))
    last = next((n for n, word in enumerate(words) if word.start >= value.end), len(words))
    near = any(
        0 <= first - place - length <= BESIDE or 0 <= place - last <= BESIDE for place, length, _ in roles.find(words)
    )
    return near and asserted(reading, sentence, value)


def asserted(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether an exact value is asserted of one order, and not denied ("no payment of €212.80")."""
    know = reading.vocabulary
    part = sentence.holding(value)
    if know is None or part is None or know.says("negation", part.words) or sentence.depends(value):
        return False
    sure = by_grammar(reading) or len(sentence.statements) == 1
    return sure and len(sentence.orders) == 1 and not value.approximate


def _of_money(reading: Reading, statement: Statement) -> bool:
    """Whether money may be what is on its way, and not a parcel."""
    know = reading.vocabulary
    taken_up = know is not None and not named(know, reading.sentence_of(statement), statement)
    span = statement.sentence if taken_up else statement  # "it's on its way: we refunded 84.80 euros"
    if any(v.type == "money" and span.start <= v.start < span.end for v in reading.values):
        return True
    return know is not None and (
        know.says("money_words", statement.words) or bool(know.money_roles.within(statement.words))
    )


def of_an_order(know: Vocabulary, read: ReadSentence, statement: Statement, claim: EventClaim) -> bool:
    """Whether the words name an order, a parcel or an item of which the status is told, or take it up."""
    before = {word.text for word in statement.words if word.end <= claim.start}
    return named(know, read, statement) or bool(before & _PRONOUNS)


def named(know: Vocabulary, read: ReadSentence, statement: Statement) -> bool:
    """Whether the words name an order, a parcel or an item."""
    return _by_name(read, statement) or know.says("nouns", statement.words)


def _by_name(read: ReadSentence, statement: Statement) -> bool:
    return any(m.of("product") or m.of("id") for m in read.mentions if statement.start <= m.start < statement.end)


def _pointed_at(know: Vocabulary, read: ReadSentence, statement: Statement, claim: EventClaim) -> bool:
    """Whether one thing is meant and not any of its kind: "most late parcels do arrive" is of none."""
    before = [word for word in statement.words if word.end <= claim.start]
    pointed = bool({word.text for word in before} & _POINTING) or _by_name(read, statement)
    return pointed or not any(know.is_("generic", word) for word in before)


def _told_of_the_past(know: Vocabulary, read: ReadSentence, statement: Statement, claim: EventClaim) -> bool:
    """Whether what an order may be entitled to is told to have happened, and not what is done: "then it's refunded".

    Of what is named the present tells how it is, too: "your order is cancelled", "QM-72884 is cancelled".
    """
    before = [word for word in statement.words if word.end <= claim.start]
    texts = [word.text for word in before]
    behind = [word for word in statement.words if word.start >= claim.end][:1]
    attributed = texts[-1:] == ["your"] and bool(behind) and know.is_("nouns", behind[0])  # "your cancelled order"
    numbered = any(m.of("id") for m in read.mentions if statement.start <= m.start < claim.start)
    numbered = numbered or _is_now(know, read, statement, before)
    is_thing = texts[-1:] and texts[-1] in _POINTING  # "your refund of 90.70 EUR was sent"
    verbs = {word.text for word in statement.words} if is_thing else texts
    return claim.kind not in ENTITLED or attributed or numbered or not PAST.isdisjoint(verbs)


def _is_now(know: Vocabulary, read: ReadSentence, statement: Statement, before: list[Word]) -> bool:
    """Whether a product or "your order" stands before "is": "then it's cancelled" tells what is done as a rule."""
    verb = next((word for word in before if word.text in _PRESENT), None)
    if verb is None or "then" in statement.texts:
        return False
    pairs = pairwise(word for word in before if word.end <= verb.start)
    ordered = any(one.text in ("your", "the") and know.is_("nouns", noun) for one, noun in pairs)
    return ordered or any(m.of("product") for m in read.mentions if statement.start <= m.start < verb.start)


def _denied_itself(know: Vocabulary, statement: Statement, claim: EventClaim) -> bool:
    """Whether nothing but auxiliaries stands between a denial and what is denied."""
    before = [word for word in statement.words if word.end <= claim.start]
    last = max((place for place, word in enumerate(before) if know.is_("negation", word)), default=len(before))
    return all(any(know.is_(kind, word) for kind in _AUXILIARY) for word in before[last + 1 :])


_AUXILIARY = ("perfect", "passive", "future", "permission", "obligation", "adverbs")
