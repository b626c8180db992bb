"""How far a unit that no rule has read to its end may be trusted: harmless talk, or something that evidence bears out.

No single sign decides. What is weighed: how surely the words are harmless speech, whether they sound like correct
replies or like what is made up, what the unit does (asserts, permits, tells a deed), where it stands, how much of it is
new, and how likely a document says the same. The weights are fitted by `evals/benchmarks/draft_checks/train_trust.py`.
"""

from collections.abc import Sequence

from .meaning import borne_out, embed_candidates, likeliest
from .prose import FIGURE, Prose, descriptions, prose
from .reading import Reading
from .speech import SURE, margins, plausible, rarity
from .stems import denies, stem, stems
from .support import marks_in
from .trees import stored
from .units import Unit

PLAUSIBLE = 0
"""The place of what `plausible` says of a unit among its signals."""


def doubted(reading: Reading, units: Sequence[Unit], asked: float) -> list[Unit]:
    """The units that are trusted less than is asked for, from 0 to 1."""
    if not units:
        return []
    shares = stored("trust").probabilities(signals(reading, units))
    return [unit for unit, share in zip(units, shares, strict=True) if share < asked]


def signals(reading: Reading, units: Sequence[Unit]) -> list[list[float]]:
    """What is weighed of each unit, in the order in which the trees were fitted."""
    texts = [reading.text[unit.start : unit.end] for unit in units]
    parts = [[reading.text[part.start : part.end] for part in unit.statements] for unit in units]
    found = dict(zip(texts, margins(texts), strict=True))
    inner = [
        part for text, one in zip(texts, parts, strict=True) if len(one) > 1 and found[text] < SURE for part in one
    ]
    found |= dict(zip(inner, margins(inner), strict=True))
    books = (prose(reading.evidence), descriptions(reading.evidence))
    goods = frozenset(stem(word) for word in reading.products_words)
    embed_candidates(books, [unit.words for text, unit in zip(texts, units, strict=True) if found[text] < SURE])
    return [
        [
            sound,
            *_place(reading, unit),
            *_signals(reading, unit, text, found, [found[part] for part in inside if part in found], books, goods),
        ]
        for unit, text, inside, sound in zip(units, texts, parts, plausible(texts), strict=True)
    ]


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
    reading: Reading,
    unit: Unit,
    text: str,
    found: dict[str, float],
    inside: Sequence[float],
    pages: Sequence[Prose],
    goods: frozenset[str],
) -> list[float]:
    theirs = reading.customers_stems
    new = [word for word in unit.left if stem(word.text) not in theirs]
    rare = rarity([word.text for word in new]) if new else [0.0]
    said = stems(unit.words)
    known = theirs | goods
    paged = frozenset(word for word in said if any(word in book.by_stem for book in pages))
    held = paged | (said & known)
    evidence = reading.evidence
    by_pages = (0.0, 0.0, 0.0)
    borne = False
    if found[text] < SURE:
        by_pages = likeliest(pages, text, unit.words, known)
        borne = borne_out(evidence, text, unit.words, new)
    flags = (
        unit.judged, unit.asserts, unit.deed, unit.permits, unit.names, unit.causal, unit.assures, unit.courteous,
        unit.grants,
    )  # fmt: skip
    row = [
        found[text], min(inside, default=found[text]), *flags, len(unit.statements), len(unit.words), len(unit.left),
        len(new), sum(rare), max(rare), denies(unit.words), len(set(FIGURE.findall(text))),
        *by_pages, borne, *(len(listed) / max(1, len(said)) for listed in (said & theirs, said & goods, paged, held)),
        len(said) - len(held), *marks_in(text),
    ]  # fmt: skip
    return [float(value) for value in row]
