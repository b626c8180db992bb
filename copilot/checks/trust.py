"""How far a unit that no rule has read to its end may be trusted: harmless talk, or something that evidence bears out.

No single sign decides. What is weighed: how surely the words are harmless speech, what the unit does (asserts, permits,
tells a deed), how much of it is new, and how likely a document or the records say the same. The trees are fitted by
`evals/benchmarks/draft_checks/train_trust.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .meaning import borne_out, embed_candidates, likeliest
from .prose import FIGURE, Prose, descriptions, prose
from .reading import READ, Reading
from .recorded import recorded
from .sentences import words
from .speech import SURE, margins, rarity
from .stems import denies, stem, stems
from .support import marks_in
from .trees import stored
from .units import Unit

RECORDS = 6  # sentences about the case that are compared with a unit


def trusted(reading: Reading, units: Sequence[Unit]) -> list[float]:
    """From 0 to 1 for each unit."""
    if not units:
        return []
    return stored("trust").probabilities(signals(reading, units))


def signals(reading: Reading, units: Sequence[Unit]) -> list[list[float]]:
    """What is weighed of each unit, in the order in which the trees were fitted."""
    texts = [reading.text[unit.start : unit.end] for unit in units]
    parts = [[reading.text[part.start : part.end] for part in unit.statements] for unit in units]
    found = dict(zip(texts, margins(texts), strict=True))
    inner = [
        part for text, one in zip(texts, parts, strict=True) if len(one) > 1 and found[text] < SURE for part in one
    ]
    found |= dict(zip(inner, margins(inner), strict=True))
    told = _told(reading)
    doubtful = [unit.words for text, unit in zip(texts, units, strict=True) if found[text] < SURE]
    *pages, records = told.books
    embed_candidates(pages, doubtful)
    embed_candidates([records], doubtful, RECORDS)
    return [
        _signals(reading, unit, text, found, [found[part] for part in inside if part in found], told)
        for unit, text, inside in zip(units, texts, parts, strict=True)
    ]


def _signals(
    reading: Reading,
    unit: Unit,
    text: str,
    found: dict[str, float],
    inside: Sequence[float],
    told: "_Told",
) -> list[float]:
    theirs, goods = told.theirs, told.goods
    *pages, records = told.books
    new = [word for word in unit.left if stem(word.text) not in theirs]
    rare = rarity([word.text for word in new]) if new else [0.0]
    said = stems(unit.words)
    known = theirs | goods
    paged = frozenset(word for word in said if any(word in book.by_stem for book in pages))
    held = paged | (said & known)
    evidence = reading.evidence
    by_pages = by_records = (0.0, 0.0, 0.0)
    borne = False
    if found[text] < SURE:
        by_pages = likeliest(pages, text, unit.words, known)
        by_records = likeliest([records], text, unit.words, known, RECORDS)
        borne = borne_out(evidence, text, unit.words, new)
    flags = (
        unit.judged, unit.asserts, unit.deed, unit.permits, unit.names, unit.causal, unit.assures, unit.courteous,
        unit.grants,
    )  # fmt: skip
    row = [
        found[text], min(inside, default=found[text]), *flags, len(unit.statements), len(unit.words), len(unit.left),
        len(new), sum(rare), max(rare), denies(unit.words), len(set(FIGURE.findall(text))),
        *by_pages, *by_records,
        borne, *(len(listed) / max(1, len(said)) for listed in (said & theirs, said & goods, paged, held)),
        len(said) - len(held), *marks_in(text),
    ]  # fmt: skip
    return [float(value) for value in row]


@dataclass(frozen=True, slots=True)
class _Told:
    """The stems that the customer used, those of the goods, and what the pages, the catalogue and the records say."""

    theirs: frozenset[str]
    goods: frozenset[str]
    books: tuple[Prose, Prose, Prose]


def _told(reading: Reading) -> _Told:
    evidence = reading.evidence
    theirs = frozenset(
        stem(word.text) for text in evidence.ticket.said for word in words(text[:READ], 0, min(len(text), READ))
    )
    goods = frozenset(stem(word) for word in reading.products_words)
    return _Told(theirs, goods, (prose(evidence), descriptions(evidence), recorded(evidence)))
