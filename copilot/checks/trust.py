"""How far a unit that no rule has read to its end may be trusted: harmless talk, or something that evidence bears out.

No single sign decides. What is weighed: how surely the words are harmless speech, whether they sound like correct
replies or like what is made up, what the unit does (asserts, permits, tells a deed), where it stands, how much of it is
new, how likely a document says the same, which single words look out of place, and whether its values suit the words
beside them. A whole sentence is weighed in the same way by trees of its own, also where rules have read it: they read
its values and events, not what holds them together. All weights are fitted by
`evals/benchmarks/draft_checks/train_trust.py`.
"""

from collections.abc import Mapping, Sequence

from .fitting import fitting
from .hashed import doubt
from .meaning import borne_out, likeliest
from .prose import FIGURE
from .reading import Reading
from .speech import SURE, judged, margins, rarity
from .stems import denies, stem, stems
from .support import marks_in
from .trees import stored
from .units import Unit
from .wording import NOTHING, Told, gathered, told_in, worded

PLAUSIBLE, DOUBTS = 0, slice(-10, -2)
"""The places of how plausible it sounds, and of what single words and values, say of a unit among its signals."""


def doubted(reading: Reading, open_units: Sequence[Unit], wholes: Sequence[Unit], asked: float) -> list[Unit]:
    """The open units, or whole sentences that have none, that are trusted less than is asked for, from 0 to 1.

    A unit is trusted as far as itself times its sentence; and the least of all units times the least of all sentences
    must be enough, too: else both are doubted.
    """
    told = signals(reading, (*open_units, *wholes), open_units)
    parts = stored("trust").probabilities(told[: len(open_units)]) if open_units else []
    shares = stored("wholes").probabilities(told[len(open_units) :]) if wholes else []
    found: list[Unit] = []
    for whole, share in zip(wholes, shares, strict=True):
        inside = [(unit, part) for unit, part in zip(open_units, parts, strict=True) if within(unit, whole)]
        found += [unit for unit, part in inside or [(whole, 1.0)] if part * share < asked]
    if not found and min(parts, default=1.0) * min(shares, default=1.0) < asked:
        found = [of[scores.index(min(scores))] for of, scores in ((open_units, parts), (wholes, shares)) if scores]
    return found


def within(unit: Unit, whole: Unit) -> bool:
    """Whether a unit is of a sentence."""
    return whole.start <= unit.start < whole.end


def signals(reading: Reading, units: Sequence[Unit], open_units: Sequence[Unit]) -> list[list[float]]:
    """What is weighed of each unit, in the order in which the trees were fitted."""
    texts = [reading.text[unit.start : unit.end] for unit in units]
    parts = [[reading.text[part.start : part.end] for part in unit.statements] for unit in units]
    harmless, plausible = judged(texts)
    found = dict(zip(texts, harmless, strict=True))
    inner = [
        part for text, one in zip(texts, parts, strict=True) if len(one) > 1 and found[text] < SURE for part in one
    ]
    found |= dict(zip(inner, margins(inner), strict=True))
    told = told_in(reading.evidence)
    goods = frozenset(stem(word) for word in reading.products_words)
    doubtful = {text: unit.words for text, unit in zip(texts, units, strict=True) if found[text] < SURE}
    by_pages = likeliest(told.library, doubtful, told.customer | goods)
    doubts = _doubts(reading, units, told)
    return [
        [
            sound,
            *_place(reading, unit),
            *_signals(unit, text, found, [found[part] for part in inside if part in found], told, goods, by_pages),
            *doubted,
            *_covered(unit, open_units),
        ]
        for unit, text, inside, sound, doubted in zip(units, texts, parts, plausible, doubts, strict=True)
    ]


def _covered(unit: Unit, open_units: Sequence[Unit]) -> list[float]:
    """How many open units stand in a unit, and which share of it they are."""
    inside = [other for other in open_units if within(other, unit)]
    return [float(len(inside)), sum(other.end - other.start for other in inside) / (unit.end - unit.start)]


def _doubts(reading: Reading, units: Sequence[Unit], told: Told) -> list[list[float]]:
    """How surely the words of each unit belong where they stand, and how well its values fit there."""
    words: dict[int, float] = {}
    values: dict[int, float] = {}
    for read in {id(read): read for unit in units for read in [reading.sentence_of(unit.statements[0])]}.values():
        spoken = read.sentence.words
        words |= {word.start: score for word, score in zip(spoken, worded(spoken, told), strict=True)}
        values |= dict(fitting(reading, read.sentence.start, read.sentence.end))
    return [
        [
            *gathered([words[word.start] for word in unit.words if word.start in words]),
            *fits([score for at, score in values.items() if unit.start <= at < unit.end]),
        ]
        for unit in units
    ]


def fits(scores: Sequence[float]) -> tuple[float, float]:
    """The least of what the values of a unit score, and the sum of the doubts about them."""
    return min(scores, default=NOTHING), sum(map(doubt, scores))


def _place(reading: Reading, unit: Unit) -> list[float]:
    """Where a unit stands in its draft and its sentence, and what values and events stand in it."""
    sentence = unit.statements[0].sentence
    number = next(n for n, read in enumerate(reading.sentences) if read.sentence is sentence)
    moods = {statement.mood for statement in reading.sentences[number].statements}
    types = [value.type for value in reading.values if unit.start <= value.start < unit.end]
    events = [claim for statement in unit.statements for claim in statement.events]
    whole = len(reading.sentences)
    row = (
        number, whole - number, number / whole, unit.start - sentence.start, unit.end - unit.start,
        (unit.end - unit.start) / (sentence.end - sentence.start), "conditional" in moods, "question" in moods,
        any(statement.mood == "hedged" for statement in unit.statements),
        types.count("money"), types.count("date"), types.count("duration"), len(types), len(events),
        any(claim.mode == "allowed" for claim in events), any(claim.negated for claim in events),
    )  # fmt: skip
    return [float(value) for value in row]


def _signals(
    unit: Unit,
    text: str,
    found: dict[str, float],
    inside: Sequence[float],
    told: Told,
    goods: frozenset[str],
    by_pages: Mapping[str, tuple[float, float, float]],
) -> list[float]:
    theirs, library = told.customer, told.library
    new = [word for word in unit.left if stem(word.text) not in theirs]
    rare = rarity([word.text for word in new]) if new else [0.0]
    said = stems(unit.words)
    paged = frozenset(word for word in said if any(word in book.by_stem for book in library.books))
    held = paged | (said & (theirs | goods))
    borne = text in by_pages and borne_out(library, text, unit.words, new)
    flags = (
        unit.judged, unit.asserts, unit.deed, unit.permits, unit.names, unit.causal, unit.assures, unit.courteous,
        unit.grants,
    )  # fmt: skip
    row = [
        found[text], min(inside, default=found[text]), *flags, len(unit.statements), len(unit.words), len(unit.left),
        len(new), sum(rare), max(rare), denies(unit.words), len(set(FIGURE.findall(text))),
        *by_pages.get(text, (0.0, 0.0, 0.0)), borne,
        *(len(listed) / max(1, len(said)) for listed in (said & theirs, said & goods, paged, held)),
        len(said) - len(held), *marks_in(text),
    ]  # fmt: skip
    return [float(value) for value in row]
