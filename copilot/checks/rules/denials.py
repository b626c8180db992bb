"""T004: what is refused is explained, or something else is offered in its place."""

from collections.abc import Iterator, Sequence

from copilot.checks.events import ENTITLED
from copilot.checks.manner import says, shows
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.claims import claims
from copilot.checks.statements import ReadSentence

BESIDE = 1  # sentences before and behind a refusal in which its reason is looked for


def bare_denials(reading: Reading) -> Iterator[Problem]:
    """Each refusal with neither a reason beside it nor another way anywhere in the draft."""
    refused = [
        (statement, claim)
        for statement, claim in claims(reading, "allowed", "promised")
        if claim.negated and claim.kind in ENTITLED and statement.mood == "asserted"
    ]
    offered = any(not claim.negated and claim.kind in ENTITLED for _, claim in claims(reading, "allowed", "promised"))
    for statement, claim in refused:
        place = next(n for n, read in enumerate(reading.sentences) if read.sentence is statement.sentence)
        others = [read for n, read in enumerate(reading.sentences) if n != place]
        rest = [word for word in statement.sentence.words if not statement.start <= word.start < statement.end]
        near = reading.sentences[max(0, place - BESIDE) : place + BESIDE + 1]
        if offered or _explained(reading, near) or shows(reading, "ways", "handing", among=others):
            continue
        if says("ways", rest, reading):
            continue
        told = reading.text[statement.start : statement.end]
        message = f"{claim.kind} is refused, and neither a reason nor another way is given"
        yield Problem("unchecked", message, statement.start, statement.end, told)


def _explained(reading: Reading, near: Sequence[ReadSentence]) -> bool:
    """Whether sentences hold a word of reason, a day, a time, a status, or words of a policy."""
    dated = any(value.type in ("date", "duration", "time") for read in near for value in read.values)
    told = any(claim.mode == "happened" for read in near for part in read.statements for claim in part.events)
    return dated or told or any(read.quoted for read in near) or shows(reading, "reasons", among=near)
