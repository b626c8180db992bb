"""What a clause says happened, is promised, or is allowed, where its auxiliaries may stand anywhere in it.

In German, Dutch and the Romance languages a verb may stand at the end, in two parts, with its tense in its own ending
or without a subject. So a clause is read as a whole: which verb forms stand in it, which auxiliaries, and whose deed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .sentences import Word
from .vocabulary import Form, Vocabulary

RECEIVED = ("open", "ship", "transit", "out_for_delivery", "deliver", "process", "pending", "lost", "delay", "damage")
"""Kinds that records tell: nobody is entitled to them."""

Mode = Literal["happened", "done", "promised", "allowed", "unclear", "none"]


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a clause: what is said of it, and the words that say it."""

    kind: str
    mode: Mode
    negated: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int
    form: Form


@dataclass(frozen=True, slots=True)
class _Clause:
    """What the small words of a clause decide about its verbs."""

    words: Sequence[Word]
    know: Vocabulary
    past: bool
    money: bool

    def has(self, what: str) -> bool:
        return self.know.says(what, self.words)

    @property
    def negated(self) -> bool:
        """Whether it is denied; "nous ne pouvons … que", cut before its condition, restricts and does not."""
        free = {n for at, length, _ in self.know.lists["free"].find(self.words) for n in range(at, at + length)}
        rest = [word for place, word in enumerate(self.words) if place not in free]  # "sin ningún coste" denies nothing
        return self.know.says("negation", rest) and not self.know.is_("only", self.words[-1])

    @property
    def of_money(self) -> bool:
        """Whether it is money that is spoken of: by a word, or by an amount that the customer does not give."""
        return self.has("money_words") or (self.money and (self.by_us or not self.has("customer")))

    @property
    def by_us(self) -> bool:
        """Whether the shop does it: "wir", "abbiamo", or an ending that only "we" has, and the customer does not."""
        if self.has("customer"):
            return self.know.says("us_for_sure", self.words)
        return self.has("us") or any(word.text.endswith(self.know.us_endings) for word in self.words)


def told(words: Sequence[Word], know: Vocabulary, past: bool, money: bool) -> Iterator[Told]:
    """The events of one clause; `past` says that a day stands in it that has passed, `money` that an amount does."""
    clause = _Clause(words, know, past, money)
    hits = [_named(hit, clause) for hit in _hits(words, know)]
    verbs = [hit for hit in hits if hit.form.forms != {"noun"}]
    used: set[int] = set()
    swaps = any(hit.form.kind in ("exchange", "modify") for hit in hits)
    for hit in hits:
        if hit.form.forms == {"noun"} and not (swaps and hit.form.kind == "replacement"):  # swapped for "another one"
            carried = _carried(hit, clause, verbs)
            if carried:
                mode, by = carried
                used.update(by)
                kind = "refund" if hit.form.kind == "return" and clause.of_money else hit.form.kind
                yield from _claim(hit, kind, mode, clause)  # "la devolución de los 84,80 €"
    granted = any(hit.form.kind not in RECEIVED and "base" in hit.form.forms for hit in verbs)
    for hit in verbs:
        if hit.first not in used:
            kind = _kind(hit, clause)
            if granted and kind in RECEIVED and hit.form.forms == {"past"} and clause.has("permission"):
                yield Told(kind, "happened", False, hit.first, hit.last)  # "a parcel that was sent cannot be cancelled"
                continue
            yield from _claim(hit, kind, _mode(hit.form.forms, kind, clause), clause)


def _named(hit: _Hit, clause: _Clause) -> _Hit:
    """The hit as a noun where it may be one and an article stands before it: "la resa", "el cambio"."""
    forms = hit.form.forms
    before = clause.words[hit.first - 1] if hit.first else None
    article = before is not None and clause.know.is_("determiners", before)
    told = before is not None and clause.know.is_("clitics", before)  # "le reembolso", and not "el reembolso"
    if "noun" in forms and len(forms) > 1:
        noun = article or ("present" in forms and "past" not in forms)
        forms = frozenset({"noun"}) if noun and not told else forms - {"noun"}
        return replace(hit, form=replace(hit.form, forms=forms))
    return hit


def _claim(hit: _Hit, kind: str, mode: Mode, clause: _Clause) -> Iterator[Told]:
    taken_in = (
        mode == "done" and kind == "deliver" and clause.know.says("receiving", clause.words[hit.first : hit.last + 1])
    )
    if mode == "none" or taken_in:  # what we have received is not what was delivered
        return
    negated = clause.negated and not _denied_behind(hit, clause)
    if negated and mode == "allowed" and clause.has("assurance"):
        return  # "I cannot promise that it can be cancelled" denies nothing
    if negated and mode == "promised" and kind in RECEIVED:
        mode = "unclear"  # "it is not going to be sent"
    if negated and mode == "promised" and kind not in RECEIVED:
        mode = "allowed"  # "we will not refund it" denies it
    elif negated and mode == "done":
        mode = "happened"  # "we have not cancelled it" is for the records
    yield Told(kind, mode, negated, hit.first, hit.last)


def _denied_behind(hit: _Hit, clause: _Clause) -> bool:
    """Whether all that is denied stands behind the event and an "and": "figura como entregado y no lo tengas"."""
    denied = [at for at, _, _ in clause.know.lists["negation"].find(clause.words)]
    return bool(denied) and all(at > hit.last and clause.know.is_("joining", clause.words[at - 1]) for at in denied)


def _hits(words: Sequence[Word], know: Vocabulary) -> Iterator[_Hit]:
    """Verbs and nouns of events from left to right; a verb in two parts before what stands inside it."""
    taken = {
        n
        for name in (know.things, know.methods, know.lists["unlike"])
        for place, length, _ in name.find(words)
        if length > 1
        for n in range(place, place + length)
    }
    for parted in know.parted:
        for first in _places(words, parted.first):
            lasts = [n for n in _places(words, parted.last) if n >= first + len(parted.first)]
            if lasts and first not in taken:
                taken.update(range(first, first + len(parted.first)))
                taken.update(range(lasts[0], lasts[0] + len(parted.last)))
                yield _Hit(first, lasts[0] + len(parted.last) - 1, parted.form)
                break
    for place, length, form in know.events.find(words):
        if not taken & set(range(place, place + length)):
            yield _Hit(place, place + length - 1, form)


def _places(words: Sequence[Word], parts: tuple[str, ...]) -> list[int]:
    return [
        place
        for place in range(len(words) - len(parts) + 1)
        if words[place].text == parts[0] and all(words[place + n].text == part for n, part in enumerate(parts))
    ]


def _kind(hit: _Hit, clause: _Clause) -> str:
    """Who does it, and whether it is about money, may make another kind of it: money that is returned is refunded."""
    kind = hit.form.kind
    if kind in clause.know.by_us and not hit.form.fixed and (clause.by_us or clause.of_money):
        return "refund" if clause.of_money and kind == "return" else clause.know.by_us[kind] if clause.by_us else kind
    if kind in ("ship", "transit", "deliver") and clause.has("money_words") and not clause.has("nouns"):
        return "refund"  # "the money is on its way"
    return kind


def _mode(forms: frozenset[str], kind: str, clause: _Clause) -> Mode:
    """What the form of a verb says with the auxiliaries of its clause."""
    if forms & {"base", "past"} and clause.has("permission"):
        return "allowed" if kind not in RECEIVED else "promised"
    if "future" in forms or ("base" in forms and clause.has("future")):
        return "promised"
    if "did" in forms and ("present" not in forms or clause.past or clause.has("just")):
        return "done"
    if "went" in forms:
        return "happened"
    if "past" in forms and (mode := _past(forms, kind, clause)):
        return mode
    if "present" in forms:
        return _present(kind, clause)
    if "base" in forms and clause.know.says("us_for_sure", clause.words) and not clause.has("obligation"):
        return "promised"  # "…, die wir Ihnen gutschreiben": the verb at the end of its clause
    if "ing" in forms:
        return "promised" if clause.has("passive") or clause.has("us") else "none"
    return "none"


def _past(forms: frozenset[str], kind: str, clause: _Clause) -> Mode | None:
    """A participle: done by us, done to it, being done now; alone it stands before or behind its noun."""
    if clause.has("obligation"):
        return "none"
    if clause.has("becoming"):
        going_on = (kind not in ("ship", "deliver") and clause.has("now")) or kind in ("process", "pending")
        return "happened" if going_on else "promised"
    if clause.has("future"):
        return "promised"
    if clause.has("perfect"):
        passive = clause.has("been")
        return "done" if clause.by_us and not passive and kind not in ("transit", "pending") else "happened"
    if clause.has("passive") or "present" not in forms:
        return "happened"
    return None


def _present(kind: str, clause: _Clause) -> Mode:
    """What is told in the present: by us or of the parcel it is a promise, to the customer it is an offer."""
    if kind in RECEIVED:
        return "promised" if kind in ("ship", "deliver", "out_for_delivery") else "happened"
    if clause.by_us or clause.has("becoming") or not clause.has("customer"):
        return "promised"
    return "allowed"


def _carried(hit: _Hit, clause: _Clause, verbs: Sequence[_Hit]) -> tuple[Mode, tuple[int, ...]] | None:
    """What is said of "a refund", by the verb that carries it, and the places of that verb; None for a mere name."""
    know, kind = clause.know, hit.form.kind
    forms: set[str] = set()
    places: list[int] = []
    for place, _, form in know.carriers_forms.find(clause.words):
        if not hit.first <= place <= hit.last:
            forms.update(form)
            places.append(place)
    if kind in ("replacement", "refund", "credit"):  # "we ship a new one", "the refund has left us"
        for verb in verbs:
            if verb.form.kind in ("ship", "return") and not (kind == "refund" and verb.form.kind == "return"):
                forms.update(verb.form.forms)
                places.append(verb.first)
    if forms:
        mode = _mode(frozenset(forms), kind, clause)
        if mode == "done" and clause.has("receiving"):
            mode = "happened"  # "we have received your return"
        return (mode, tuple(places)) if mode != "none" else None
    if clause.has("permission") and (clause.has("passive") or clause.has("becoming") or clause.has("possible")):
        return "allowed", ()  # "a return is possible"
    if clause.has("possible"):
        return "allowed", ()
    return None
