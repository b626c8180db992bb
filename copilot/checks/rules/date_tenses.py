"""Whether the words beside a day put it behind us or before us."""

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.tokens import of_others
from copilot.checks.statements import ReadSentence
from copilot.values import Found

_BEFORE_IT = 5  # words


def for_today(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    """ "Today" by itself is no date, but that something will be done today needs a basis."""
    promised = any(
        claim.mode == "promised" and not claim.negated
        for part in sentence.statements
        if part.start <= value.start < part.end and part.mood == "asserted"
        for claim in part.events
    )
    today = reading.evidence.today.isoformat()
    expected = any(fact.role == "expected_at" for fact in reading.evidence.by_value.get(("date", today), ()))
    if not promised or expected:
        return None
    message = f"{value.text} is promised, and nothing in the evidence says so"
    return Problem("unchecked", message, value.start, value.end, value.text)


def is_today(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a sentence tells of today by its date ("today is the 17th")."""
    today = reading.evidence.today.isoformat()
    named = any(
        v.relative and today in v.values for v in sentence.values if v.type == "date" and v.start != value.start
    )
    return named and not value.relative and today in value.values


def said_to_come(reading: Reading, sentence: ReadSentence, value: Found, wanted: tuple[str, ...]) -> bool:
    """Whether "today" is said of a parcel whose expected day is on record."""
    expected = any(f.role == "expected_at" and not of_others(f, sentence.orders) for f in reading.evidence.facts)
    know = reading.vocabulary
    denied = know is not None and know.says("negation", sentence.sentence.words)
    return wanted[:1] == ("expected",) and expected and not denied and still_to_come(sentence, value)


def still_to_come(sentence: ReadSentence, value: Found) -> bool:
    """Whether the words beside a day put it before us: "is expected", and not "was expected" or "should have been"."""
    part = sentence.holding(value)
    words = {word.text for word in (part.words if part else sentence.sentence.words)}
    return bool(words & {"is", "are", "will", "should", "ought", "expect"}) and not words & {
        "was",
        "were",
        "have",
        "had",
        "been",
    }


def not_due_before(sentence: ReadSentence, value: Found) -> bool:
    """Whether a parcel is said to be due no sooner than a day."""
    before = [word.text for word in sentence.sentence.words if word.end <= value.start][-_BEFORE_IT:]
    return "not" in before and bool({"due", "expected", "arrive", "arriving"} & set(before)) and "until" in before


def promised_without_basis(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether something is told to arrive on a day, as a fact, and no parcel of these orders is expected then.

    A day that is reckoned from a time that stands beside it is judged by that.
    """
    know, part = reading.vocabulary, sentence.holding(value)
    if know is None or part is None or part.mood != "asserted" or sentence.sentence.question:
        return False
    coming = any(c.kind == "deliver" and c.mode == "promised" and not c.negated for c in part.events)
    coming = coming or (know.says("arriving", part.words) and know.says("future", part.words))
    doubted = any(know.says(what, part.words) for what in ("should", "hedged", "negation", "permission"))
    if not coming or doubted or not sentence.orders:
        return False
    timed = any(v.type == "duration" for v in _near(reading, sentence)) or know.says(
        "next_business_day", sentence.sentence.words
    )
    days = {f.value for f in reading.evidence.facts if f.role in _DUE and not of_others(f, sentence.orders)}
    return not timed and not days & set(value.values) and min(value.values, default="") >= _today(reading)


_DUE = ("expected_at", "delivered_at")


def _today(reading: Reading) -> str:
    return reading.evidence.today.isoformat()


def _near(reading: Reading, sentence: ReadSentence) -> list[Found]:
    place = reading.sentences.index(sentence)
    return [v for read in reading.sentences[max(0, place - 1) : place + 2] for v in read.values]


def promised_too_late(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a parcel or money is said to leave or to come on a day that has passed, and on nothing else."""
    know, today = reading.vocabulary, reading.evidence.today.isoformat()
    part = sentence.holding(value)
    days = [v for v in sentence.values if v.type == "date" and part and part.start <= v.start < part.end]
    return (
        part is not None
        and part.mood == "asserted"
        and not (know and know.says("should", part.words))
        and len(days) == 1
        and max(value.values, default=today) < today
        and len(part.events) == 1
        and all(c.mode == "promised" and not c.negated and c.kind in ("ship", "deliver") for c in part.events)
    )
