"""A message cut into what it tells and asks: sentences, and clauses where each wants something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from copilot.evidence import compares, plain
from copilot.keeping import by_hash, for_a_review
from copilot.shipped import read_words

from .own_words import own_words
from .phrases import Phrases, phrases
from .said import tells

LONGEST = 4000  # code points of a message that are read
MOST = 80  # sentences and clauses of it
REPORTED = frozenset({"damaged_item", "wrong_item", "missing_item", "late_delivery", "praise"})
"""Intents that a sentence can tell without asking for anything."""
TELLS = {"no_money": "refund_status", "let_go": "cancel", "goes_back": "return"}
"""What a sentence wants that says this, whether or not it asks."""
_WRAPPED = 45  # letters of a line that may go on in the next one
_LITTLE = 1  # words that say something of a question that only goes on about what was said before it
_FEW = 2  # words of a question that only belongs to what was said before ("possible ?")
_LONG = 400
_BREAK = re.compile(r"[.!?:,;…)\"”»]\s*$")
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”»)]?\s+(?=[^\s])")
_POINTED = re.compile(r"(?:^|[\s(\"„“])([^\W_]{1,6}(?:\.[^\W_]{1,3})?)\.$")
"""The last word of what may be a sentence, where it is so short that its point may belong to it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that want one thing at most: `wants` are intents, `block` is their paragraph.

    `aspect` asks for a sum, a day or a cost of what is wanted, `back` for the money, `remedy` names what is wanted for
    a fault, `wish` that something is asked for. `guessed` is what only the meaning tells, `instead` of what words name;
    `version` that another version of a thing is spoken of, `deadline` that a last day is asked for.
    """

    words: str
    block: int
    wants: tuple[str, ...] = ()
    question: bool = False
    aspect: bool = False
    remedy: bool = False
    back: bool = False
    wish: bool = False
    guessed: bool = False
    instead: tuple[str, ...] = ()
    version: bool = False
    deadline: bool = False

    @property
    def asks(self) -> bool:
        """Whether it wants something that has to be answered by itself."""
        return bool(self.wants) or (self.question and not self.aspect and len(self.words.split()) > _FEW)


@for_a_review(64)
def units_of(message: str) -> tuple[Unit, ...]:
    """What a message says, in order; without what speaks to an assistant."""
    found: list[Unit] = []
    for block, paragraph in enumerate(_paragraphs(message[:LONGEST])):
        for sentence in _sentences(paragraph):
            if not _is_courtesy(sentence):
                found += _units(sentence, block)
    return tuple(found[:MOST])


def opens(words: str) -> bool:
    """Whether the words begin as a question does, whatever they end with: "And can the refund go to my other card."."""
    return _cut("opens").match(words) is not None


def has_but(words: str) -> bool:
    """Whether what is praised there is only the beginning of something else."""
    return _cut("but").search(words) is not None


def unjoined(words: str) -> str:
    """The words without the "and" that they begin with."""
    begun = words.lstrip(" ,;:.–—-")
    joint = _cut("joins").match(begun)
    rest = begun[joint.end() :].lstrip(" ,:;") if joint else begun
    return rest[:1].upper() + rest[1:]


def says_little(words: str) -> bool:
    """Whether these words say so little by themselves that they only go on about what was said before."""
    return len(set(plain(words).split()) - _idle()) <= _LITTLE


def _paragraphs(text: str) -> Iterator[str]:
    """The lines; those that a mail program broke are put together again."""
    held = ""
    for line in own_words(text).splitlines():
        goes_on = len(held) >= _WRAPPED and not _BREAK.search(held[-4:]) and line.strip() and not _ITEM.match(line)
        if held and goes_on:
            held = f"{held} {line.strip()}"
            continue
        if held.strip():
            yield held.strip()
        held = line
    if held.strip():
        yield held.strip()


def _sentences(paragraph: str) -> Iterator[str]:
    """The sentences; a point behind an initial, an abbreviation or the number of a day ends none."""
    held = ""
    for piece in filter(None, map(str.strip, _SENTENCE.split(paragraph))):
        if held and not _goes_on(held, piece):
            yield held
            held = ""
        held = f"{held} {piece}" if held else piece
    if held:
        yield held


def _goes_on(before: str, after: str) -> bool:
    pointed = _POINTED.search(before[-12:])
    if pointed is None:
        return False
    word = pointed[1].casefold()
    if word.isdigit():
        return after[:1].islower() or bool(_cut("months").match(after))
    return (len(word) == 1 and word.isalpha()) or word in _listed("abbreviations")


def _units(sentence: str, block: int) -> Iterator[Unit]:
    """A sentence, cut before each clause that wants something else than what stands before it."""
    cues = _cues(sentence)
    question = (
        sentence.rstrip('"”»)').endswith("?")
        or (sentence[-1:] not in ".!" and bool(_cut("opens").match(sentence)))
        or bool(_cut("reported").search(sentence[:_LONG]))
    )
    asking = question or "asking" in cues
    all_told = [TELLS[cue] for cue in cues if cue in TELLS]
    begun, wants, opened, ended = 0, dict[str, None](), False, 0
    for start, clause in _clauses(sentence):
        told = [TELLS[cue] for cue in _cues(clause) if cue in TELLS]
        own = [want for want in _wants(clause) if asking or want in REPORTED or _is_lost(want, sentence)]
        own = list(dict.fromkeys([*told, *own]))
        own = [want for want in own if not NARROWER.get(want, frozenset()) & set(all_told)]
        own = [want for want in own if want != "discount" or "back" not in cues]
        own = [want for want in own if want != "praise" or not has_but(sentence)]
        asked = _cut("opens").match(clause) or _cut("which" if start == 0 else "and_which").match(clause)
        opens = question and bool(asked)
        own = [] if _is_reason(clause) else own
        aside = "aspect" in _cues(clause) and not own
        anew = (own and not set(own) <= wants.keys()) or (opens and not aside and not own)
        if start > begun and anew and (wants or opened):
            cut = ended if begun < ended < start and wants else start  # what stands between belongs to what follows
            yield _unit(sentence[begun:cut], block, wants, question and opened)
            begun, wants, opened = cut, {}, False
        wants |= dict.fromkeys(own)
        opened = opened or opens
        ended = start + len(clause) if own or opens else ended
    if not wants and begun == 0:
        wants = dict.fromkeys(all_told)
    if not wants and asking:  # a phrase may reach over a comma
        rest = ", ".join(clause for _, clause in _clauses(sentence[begun:]) if not _is_reason(clause))
        wants = dict.fromkeys(want for want in _wants(rest) if want != "discount" or "back" not in cues)
    yield _unit(sentence[begun:], block, wants, question)


def _is_reason(clause: str) -> bool:
    """Whether a clause gives a reason and holds no wish: "since I used a code", not "since I want to cancel"."""
    return _cut("because").match(clause) is not None and "asking" not in _cues(clause)


def _is_lost(want: str, sentence: str) -> bool:
    """Whether a gift card is spoken of that the customer no longer has."""
    return want == "gift_card" and tells(sentence, "lost_code")


def _unit(words: str, block: int, wants: dict[str, None], question: bool) -> Unit:
    cues = _cues(words)
    deadline = "deadline" in cues
    wish = question or "asking" in cues
    kept = tuple(want for want in wants if not (deadline and want == "order_status"))
    return Unit(
        words.strip(" ,;"),
        block,
        kept,
        question,
        deadline or "aspect" in cues,
        "remedy" in cues,
        "back" in cues,
        wish,
        version=compares(words),
        deadline=deadline,
    )


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    start = 0
    for cut in _cut("clause").finditer(sentence):
        if sentence[start : cut.start()].strip():
            yield start, sentence[start : cut.start()].strip()
        start = cut.end()
    if sentence[start:].strip():
        yield start, sentence[start:].strip()


def _wants(clause: str) -> list[str]:
    """The intents that the clause names, each once; what was done to it is no wish."""
    cues = _cues(clause)
    wants = [cue for cue in cues if cue not in _OTHERS]
    if "back" in cues:
        wants = [want for want in wants if want not in ("return", "refund_request")]
    if "own_mistake" in cues:
        wants = [want for want in wants if want != "wrong_item"]
    if "undone" in cues:
        wants = [want for want in wants if want != "cancel"]
    return [want for want in wants if not NARROWER.get(want, frozenset()) & set(wants)]


NARROWER = {
    "order_status": frozenset({"refund_status", "late_delivery"}),
    "late_delivery": frozenset({"refund_status"}),
    "refund_request": frozenset({"refund_status", "return"}),
    "return": frozenset({"refund_status"}),
    "change_item": frozenset({"exchange"}),
    "discount": frozenset({"gift_card"}),
}
"""Intents that say more than the one that their words also name."""
_OTHERS = frozenset({*TELLS, "asking", "aspect", "remedy", "undone", "back", "deadline", "own_mistake"})


def _is_courtesy(sentence: str) -> bool:
    """Whether a sentence only asks how we are, or wishes us well."""
    words = f" {' '.join(plain(sentence).split())} "
    return any(words == f" {own} " for own in _listed("courtesies"))


@cache
def _idle() -> frozenset[str]:
    """Words that say nothing of what is asked, as `plain` writes them."""
    return frozenset(word for listed in _listed("idle") for word in plain(listed).split())


@cache
def _cut(what: str) -> re.Pattern[str]:
    """Where words of our list stand: as whole words, or as what begins a clause."""
    if what == "clause":
        return re.compile(rf"[,;:–—]\s+|\s+-\s+|\s(?=(?:{_any('parting')})\s)", re.IGNORECASE)
    if what == "opens":
        joined = rf"(?:(?:{_any('joining')})\s+(?:(?:{_any('besides')})\s+)?)?"
        return re.compile(rf"{joined}¿?(?:{_any('opening')})\b", re.IGNORECASE)
    if what == "joins":
        return re.compile(rf"(?:{_any('and')})\b", re.IGNORECASE)
    if what == "because":
        return re.compile(rf"(?:{_any(what)})\b", re.IGNORECASE)
    if what == "and_which":
        return re.compile(rf"(?:{_any('and')})\s+(?:{_any('which')})\b", re.IGNORECASE)
    return re.compile(rf"\b(?:{_any(what)})\b", re.IGNORECASE)


def _any(what: str) -> str:
    """One of the words of our list, with whichever apostrophe."""
    return "|".join(re.escape(word).replace("'", "['’]") for word in _listed(what))


@cache
def _listed(what: str) -> tuple[str, ...]:
    lists = read_words(files("copilot.drafting").joinpath("cutting.yaml").read_text("utf-8"))
    return tuple(lists[what])


@by_hash(512)
def _cues(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_wishes().said_in(plain(text))))


@cache
def _wishes() -> Phrases:
    text = files("copilot.drafting").joinpath("wishes.yaml").read_text("utf-8")
    return phrases({str(what): list(own) for what, own in read_words(text).items()})
