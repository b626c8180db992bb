"""Whether a document in another language than the draft's says what a statement says."""

from copilot.values import Found

from .prose import Stated, descriptions, holds, prose
from .reading import Reading
from .speech import embedded
from .statements import Statement
from .vocabulary import Vocabulary

ALIKE, WITH_VALUES = 0.5, 0.42
"""Cosines from which sentences are of one meaning: of words alone, and where every value of the statement is there."""

MOST = 24  # statements of a draft that are compared
BY_WORDS = frozenset(["U001", "F005", "F006", "F007", "F009", "F012", "P002"])
"""Rules that compare words or numbers with those of the documents, which another language does not share."""


def abroad(reading: Reading) -> bool:
    """Whether the draft is in a language that is read by the clause, and the shop's documents are in another."""
    know = reading.vocabulary
    return know is not None and know.auxiliaries == "anywhere" and reading.language != _home(reading)


def borne_abroad(reading: Reading, rule: str, start: int, end: int) -> bool:
    """Whether the statement at this place says what one sentence of the documents says, with all of its values.

    What U001 finds of single names in a statement is never borne out so.
    """
    known = reading.borne_abroad
    place = next(
        ((read, part) for read in reading.sentences for part in read.statements if part.start <= start < part.end), None
    )
    if place is None or reading.vocabulary is None:
        return False
    read, part = place
    if rule == "U001" and (start, end) != (part.start, part.end):
        return False
    if part.start not in known:
        known[part.start] = len(known) < MOST and _borne(
            reading, part, [v for v in read.values if part.start <= v.start < part.end], reading.vocabulary
        )
    return known[part.start]


def _borne(reading: Reading, statement: Statement, values: list[Found], know: Vocabulary) -> bool:
    negative = know.says("negation", statement.words)
    near = [
        stated
        for book in (prose(reading.evidence), descriptions(reading.evidence))
        for stated in book.stated
        if len(stated.stems) > 1 and stated.negative == negative and all(_holds(stated, value) for value in values)
    ]
    if not near:
        return False
    rows = embedded([reading.text[statement.start : statement.end], *(stated.text for stated in near)])
    return bool((rows[1:] @ rows[0]).max() >= (WITH_VALUES if values else ALIKE))


def _holds(stated: Stated, value: Found) -> bool:
    return holds(stated, value, {(value.type, text) for text in (*value.values, value.text.casefold())})


def _home(reading: Reading) -> str:
    return reading.evidence.shop.locale.split("_")[0]
