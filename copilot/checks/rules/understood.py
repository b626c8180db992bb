"""U001: a statement that nobody read to its end, and that is neither harmless nor a document's, is not decided.

The other rules judge what they can read. A statement is accounted for when each of its content words belongs to a
value, a name, an event or a cue that a rule has judged; when it only thanks, feels, asks, or tells a step inside the
house; or when a document in evidence says the same. Anything else would pass unseen, and is marked here.
"""

from collections.abc import Iterator

from copilot.checks.copied import from_copy
from copilot.checks.leftover import catalogued, left_over, left_words, misnamed, strangers
from copilot.checks.problem import Problem
from copilot.checks.prose import says
from copilot.checks.reading import Reading
from copilot.checks.signature import signed
from copilot.checks.statements import ReadSentence, Statement
from copilot.checks.trust import doubted
from copilot.checks.truth import happened
from copilot.checks.units import Unit, units, unread_words
from copilot.checks.vocabulary import Vocabulary
from copilot.values import read_money

TRUSTED = 0.5
"""From 0 to 1: what is trusted more is not marked, unless the shop asks for more or less (`Settings.trust`)."""


def understood(reading: Reading) -> Iterator[Problem]:
    """Each statement that says something of which nothing is known."""
    know = reading.vocabulary
    if know is None:
        return
    yield from conditions(reading)
    if know.auxiliaries == "anywhere":
        for sentence in _own(reading):
            yield from _by_the_clause(reading, sentence, know)
    else:
        yield from _unaccounted(reading)


def conditions(reading: Reading) -> Iterator[Problem]:
    """Each condition that narrows what is granted, and that stands in no document."""
    know = reading.vocabulary
    if know is None:
        return
    for sentence in _own(reading):
        for statement in sentence.statements:
            if statement.mood == "conditional" and _limits(reading, sentence, statement, know):
                text = reading.text[statement.start : statement.end]
                message = "no document in evidence sets this condition"
                yield Problem("unchecked", message, statement.start, statement.end, text)


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


def told_units(reading: Reading) -> tuple[list[Unit], list[Unit]]:
    """What no rule has read to its end; and every sentence of the draft's own that asserts something, as one unit.

    Of a language whose verbs stand next to their auxiliaries.
    """
    left: list[Unit] = []
    wholes: list[Unit] = []
    know = reading.vocabulary
    if know is None:
        return left, wholes
    for sentence in _own(reading):
        if any(statement.asserts for statement in sentence.statements):
            runs, whole = units(sentence, know)
            left += [one for one in runs if one.telling and not _judged(reading, one) and not _acted(reading, one)]
            wholes.append(whole)
    return left, wholes


def _unaccounted(reading: Reading) -> Iterator[Problem]:
    """The units that are not to be trusted."""
    asked = TRUSTED if reading.trust is None else reading.trust
    for unit in doubted(reading, *told_units(reading), asked):
        message = "this says something that nothing in the evidence bears out, or that was not understood"
        yield Problem("unchecked", message, unit.start, unit.end, reading.text[unit.start : unit.end])


def _own(reading: Reading) -> list[ReadSentence]:
    """The sentences of the draft but for signatures and the shop's notice."""
    if reading.own_sentences is None:
        notice = reading.evidence.shop.automation_disclosure
        signatures = signed(reading)
        reading.own_sentences = [
            sentence
            for sentence in reading.sentences
            if sentence.sentence.start not in signatures
            and not (notice and sentence.sentence.text in notice)
            and not from_copy(reading, sentence)
        ]
    return reading.own_sentences


def _judged(reading: Reading, unit: Unit) -> bool:
    """Whether other rules have judged all that a unit tells: no word of it is left, but those of the facts it gives."""
    claims = unit.asserts or unit.deed or unit.permits or unit.assures or unit.causal
    filled = [(slot.start, slot.end) for slot in reading.slots]
    left = [word for word in unit.left if not any(start <= word.start < end for start, end in filled)]
    return not left and not claims and (unit.judged or len(left) < len(unit.left))


def _acted(reading: Reading, unit: Unit) -> bool:
    """Whether the agent did something a moment ago to the very lines, or of the very amount, that a unit tells."""
    if not (unit.asserts or unit.deed or unit.assures or unit.courteous):
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
