"""How surely a place of a draft was read: only what was read surely can be contradicted, all else is unsure."""

from copilot.values import Found

from .events import TURNS_OF_PHRASE, EventClaim
from .problem import Status
from .reading import Reading
from .statements import ReadSentence, Statement
from .vocabulary import Phrases, Vocabulary

BESIDE = 3  # words between a value and the word that says what it is
OF_PARCELS = ("ship", "transit", "deliver", "out_for_delivery", "process", "pending", "open")
OF_THINGS = ("replacement", "exchange", "modify", "warranty")
_PRONOUNS = frozenset(["it", "they", "this", "these", "both"])


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
    if claim.kind in OF_THINGS and not of_an_order(know, read, statement, claim):
        return False  # a card may be replaced, too
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
    if any(v.type == "money" and statement.start <= v.start < statement.end for v in reading.values):
        return True
    return know is not None and (
        know.says("money_words", statement.words) or bool(know.money_roles.within(statement.words))
    )


def of_an_order(know: Vocabulary, read: ReadSentence, statement: Statement, claim: EventClaim) -> bool:
    """Whether the words name an order, a parcel or an item of which the status is told."""
    named = any(m.of("product") or m.of("id") for m in read.mentions if statement.start <= m.start < statement.end)
    before = {word.text for word in statement.words if word.end <= claim.start}
    return named or know.says("nouns", statement.words) or bool(before & _PRONOUNS)
