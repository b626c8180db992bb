"""U001: a statement that nobody read to its end, and that is neither harmless nor a document's, is not decided.

The other rules judge what they can read. A statement is accounted for when each of its content words belongs to a
value, a name, an event or a cue that a rule has judged; when it only thanks, feels, asks, or tells a step inside the
house; or when a document in evidence says the same. Anything else would pass unseen, and is marked here.
"""

from collections.abc import Iterator

from copilot.checks.copied import from_copy
from copilot.checks.leftover import catalogued, left_over, left_words, misnamed, strangers
from copilot.checks.meaning import borne_out, worded_otherwise
from copilot.checks.problem import Problem
from copilot.checks.prose import says
from copilot.checks.reading import READ, Reading
from copilot.checks.rules.claims import ENTITLED
from copilot.checks.sentences import words
from copilot.checks.signature import signed
from copilot.checks.speech import CERTAIN, DONE, DOUBTFUL, EVEN, PARTLY, SURE, margins
from copilot.checks.statements import ReadSentence, Statement
from copilot.checks.stems import stem
from copilot.checks.truth import happened
from copilot.checks.units import Unit, units, unread_words
from copilot.checks.vocabulary import Vocabulary
from copilot.values import read_money


def understood(reading: Reading) -> Iterator[Problem]:
    """Each statement that says something of which nothing is known."""
    know = reading.vocabulary
    if know is None:
        return
    notice = reading.evidence.shop.automation_disclosure
    signatures = signed(reading)
    own = [
        sentence
        for sentence in reading.sentences
        if sentence.sentence.start not in signatures
        and not (notice and sentence.sentence.text in notice)
        and not from_copy(reading, sentence)
    ]
    for sentence in own:
        for statement in sentence.statements:
            if statement.mood == "conditional" and _limits(reading, sentence, statement, know):
                text = reading.text[statement.start : statement.end]
                message = "no document in evidence sets this condition"
                yield Problem("unchecked", message, statement.start, statement.end, text)
    if know.auxiliaries == "anywhere":
        for sentence in own:
            yield from _by_the_clause(reading, sentence, know)
    else:
        yield from _unaccounted(reading, [unit for sentence in own for unit in units(sentence, know)])


def _by_the_clause(reading: Reading, sentence: ReadSentence, know: Vocabulary) -> Iterator[Problem]:
    for statement in sentence.statements:
        if not statement.asserts:
            continue
        yield from catalogued(reading, sentence, statement, know)
        yield from misnamed(reading, sentence, statement)
        if statement.events:
            yield from strangers(reading, sentence, statement, know)
        else:
            yield from left_over(reading, sentence, statement, know)


def _limits(reading: Reading, sentence: ReadSentence, statement: Statement, know: Vocabulary) -> bool:
    """Whether a condition narrows what is granted, in words that stand in no document."""
    left = unread_words(sentence, statement, know)
    if know.auxiliaries == "anywhere" and not _otherwise(reading, statement):
        known = {word.start for word in left_words(reading, sentence, statement, know, possible=True)}
        left = [word for word in left if word.start in known]
    return bool(left) and know.says("limiting", statement.words[:3]) and not says(reading.evidence, statement.words)


def _otherwise(reading: Reading, statement: Statement) -> bool:
    """Whether a status that is made a condition is none that the orders are in."""
    return any(
        happened(claim.kind, order, frozenset(), reading.evidence) is claim.negated
        for claim in statement.events
        for order in statement.orders
    )


def _unaccounted(reading: Reading, found: list[Unit]) -> Iterator[Problem]:
    """The units that are neither harmless nor borne out by a document."""
    theirs = {
        stem(word.text) for text in reading.evidence.ticket.said for word in words(text[:READ], 0, min(len(text), READ))
    }
    open_units = [unit for unit in found if unit.telling and not _acted(reading, unit)]
    texts = [reading.text[unit.start : unit.end] for unit in open_units]
    for unit, text, margin in zip(open_units, texts, margins(texts), strict=True):
        if margin >= _needed(unit, theirs):
            continue
        if not unit.deed and (_borne(reading, unit, text, theirs) or _worded(reading, unit, text, theirs)):
            continue
        message = "this says something that nothing in the evidence bears out, or that was not understood"
        yield Problem("unchecked", message, unit.start, unit.end, text)


def _borne(reading: Reading, unit: Unit, text: str, theirs: set[str]) -> bool:
    """Whether documents bear out a unit as a whole, or each of its statements that is not harmless by itself."""
    new = [word for word in unit.left if stem(word.text) not in theirs]
    if borne_out(reading.evidence, text, unit.words, new):
        return True
    if len(unit.statements) == 1 or unit.assures:
        return False
    left = {word.start for word in new}
    parts = [(reading.text[part.start : part.end], part.words) for part in unit.statements]
    return all(
        margin >= SURE or borne_out(reading.evidence, said, spoken, [word for word in spoken if word.start in left])
        for (said, spoken), margin in zip(parts, margins([said for said, _ in parts]), strict=True)
    )


def _worded(reading: Reading, unit: Unit, text: str, theirs: set[str]) -> bool:
    """Whether a document likely says a unit in other words; what is given one's word for has to be said outright."""
    known = theirs | {stem(word) for word in reading.products_words}
    return not unit.assures and worded_otherwise(reading.evidence, text, unit.words, known)


def _needed(unit: Unit, theirs: set[str]) -> float:
    """The margin from which a unit passes as harmless: the more of it is read, the less it takes."""
    new = [word for word in unit.left if stem(word.text) not in theirs]
    granted = any(c.mode == "allowed" and c.kind in ENTITLED for part in unit.statements for c in part.events)
    if unit.assures:
        return CERTAIN
    if unit.deed:
        return DONE
    if unit.asserts or (granted and new) or (unit.causal and new):
        return SURE
    if unit.permits and (new or not unit.judged):
        return SURE
    if unit.courteous:
        return DOUBTFUL
    if unit.judged:
        return PARTLY if new else -9.0
    return EVEN if new or unit.names else DOUBTFUL


def _acted(reading: Reading, unit: Unit) -> bool:
    """Whether the agent did something a moment ago to the very lines, or of the very amount, that a unit tells."""
    if not (unit.asserts or unit.deed or unit.assures):
        return False
    told = [v for v in reading.values if v.type == "money" and unit.start <= v.start < unit.end]
    stated = {read_money(text)[0] for value in told for text in value.values}
    return any(
        (
            not unit.assures
            and action.line_ids
            and any(set(action.line_ids) == part.lines.get(action.order_id, frozenset()) for part in unit.statements)
        )
        or (action.amount is not None and action.amount in stated)
        for action in reading.evidence.actions
    )
