"""What a sentence says happened, is promised, or is allowed: the verb, read with the words before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .clauses import told
from .sentences import Word
from .vocabulary import Vocabulary

Mode = Literal["happened", "done", "promised", "allowed", "unclear", "none"]
TURNS_OF_PHRASE = ("delay", "lost", "damage")
"""Kinds whose words have other uses ("not too late", "broken down"): without a verb to them they claim nothing."""

PLANS = ("refund", "exchange", "replacement")
"""Kinds that are told of the present as what will be: "the card is refunded first"."""

OF_GOODS = ("replacement", "exchange", "warranty", "damage")
"""Kinds that are of goods only: of a card or an account they claim nothing."""

SWAPPED = ("exchange", "replacement", "cancel")
"""Kinds that of payments, codes and accounts claim nothing about an order."""

ENTITLED = ("cancel", "refund", "return", "exchange", "replacement", "modify", "credit", "goodwill", "warranty")
"""Kinds of events that an order may be entitled to; the others are for the records to say."""

REACH = 9  # words before a verb that may decide what it says


@dataclass(frozen=True, slots=True)
class EventClaim:
    """One event that a sentence speaks of.

    "happened": the record should show it ("was delivered", "your cancelled order"). "done": the writer says to have
    done it ("I have refunded"). "promised": it will be done. "allowed": it may be done. "unclear": the words stand
    there, and what they say of them was not understood. `just`: it is said to have been done a moment ago.
    """

    kind: str
    mode: Mode
    negated: bool
    start: int
    end: int
    just: bool = False


def event_claims(
    words: Sequence[Word], vocabulary: Vocabulary, past: bool = False, money: bool = False
) -> Iterator[EventClaim]:
    """The events that these words of one statement speak of, in order; an event that is only named makes no claim.

    `past` says that a day stands among the words that has passed, `money` that an amount does.
    """
    if vocabulary.auxiliaries == "anywhere":
        just = vocabulary.says("just", words)
        for event in told(words, vocabulary, past, money):
            start, end = words[event.first].start, words[event.last].end
            yield EventClaim(event.kind, event.mode, event.negated, start, end, just)
        return
    taken: set[int] = set()
    for place, length, form in vocabulary.events.find(words):
        if place in taken:
            continue
        if form.form == "noun" or (form.form == "either" and not _verbal(words, place, vocabulary)):
            mode, anchor, span = _noun(words, place, length, vocabulary)
            taken.update(span)
        else:
            mode, anchor = _verb(words, place, place + length, form.form, vocabulary), place
        if mode == "unclear" and form.kind in TURNS_OF_PHRASE:
            continue
        if mode == "unclear" and form.kind == "transit" and anchor and vocabulary.is_("joining", words[anchor - 1]):
            mode = "happened"  # "expected today, and on its way"
        if _unlike(words, place, length, form.kind, vocabulary):
            continue
        if mode == "happened" and form.kind in PLANS and _is_now(words, anchor):
            mode = "promised"
        if mode != "none":
            before = _own_clause(words, max(0, anchor - REACH), anchor)
            behind = words[anchor : place + length + (REACH if form.form in ("ing", "noun", "either") else 0)]
            negated = vocabulary.says("negation", before) or (
                mode == "allowed" and vocabulary.says("negation", _unpossible(behind, vocabulary))
            )
            near = words[max(0, place - REACH) : place + length + 2]
            yield EventClaim(
                form.kind,
                mode,
                negated,
                words[place].start,
                words[place + length - 1].end,
                vocabulary.says("just", near),
            )


def _unpossible(words: Sequence[Word], know: Vocabulary) -> list[Word]:
    """The words without those that call it possible: "no problem" denies nothing."""
    free = {n for at, length, _ in know.lists["possible"].find(words) for n in range(at, at + length)}
    return [word for place, word in enumerate(words) if place not in free]


def _is_now(words: Sequence[Word], place: int) -> bool:
    """Whether "is" or "are" alone stands before a participle, so that it tells what is done as a rule."""
    before = [word.text for word in words[max(0, place - 3) : place]]
    return bool({"is", "are"} & set(before)) and not {"been", "being", "was", "were", "has", "have"} & set(before)


def _unlike(words: Sequence[Word], place: int, length: int, kind: str, know: Vocabulary) -> bool:
    """Whether a word of an event claims nothing here: an idiom, what should have been, or a fault before its thing."""
    around = words[max(0, place - 2) : place + length + 2]
    if {"card", "cards", "account", "bank"} & {
        word.text for word in words[max(0, place - 5) : place]
    } and kind in OF_GOODS:
        return True  # "a card that has been replaced"
    _, left = _chain(words, place, know)
    beside = (*words[max(left, 0) : left + 1], *words[place + length : place + length + 3])
    if kind in SWAPPED and any(know.is_("no_goods", word) for word in beside):
        return True  # "to swap the payment methods", "the refunds can't be swapped", "cancel the old code"
    if kind == "warranty" and know.is_("vouching", words[place]) and _verbal(words, place, know):
        return True  # "I can't guarantee the day"
    if know.says("unlike", around) or know.says("hypothetical", words[max(0, place - REACH) : place]):
        return True
    before, after = words[place - 1 : place], words[place + length : place + length + 1]
    attributive = bool(before and after) and (know.is_("determiners", before[0]) or before[0].text.isdigit())
    return (
        kind in TURNS_OF_PHRASE and attributive and not any(know.is_(k, after[0]) for k in ("passive", "conditional"))
    )


def _own_clause(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The words from the last "which", "that" or "when" on: a denial before it is of something else."""
    for place in range(end - 1, start - 1, -1):
        if words[place].text in ("which", "that", "when", "where", "who", "how", "why"):
            return words[place + 1 : end]
    return words[start:end]


def _verbal(words: Sequence[Word], place: int, know: Vocabulary) -> bool:
    """Whether a word that may be verb or noun ("refund") is a verb here, by the word before it."""
    if not place:
        return False
    before = words[place - 1]
    kinds = ("future", "permission", "obligation", "us", "customer", "adverbs", "negation")
    return before.text in ("do", "did", "does", "please", "and", "or") or (
        before.text != "no" and any(know.is_(kind, before) for kind in kinds)
    )


def _verb(words: Sequence[Word], place: int, after: int, form: str, know: Vocabulary) -> Mode:
    """What a verb at this place says, by the chain of auxiliaries before it and who does it."""
    chain, left = _chain(words, place, know)
    if (
        form == "past"
        and not chain
        and left > 0
        and know.is_("joining", words[left])
        and _is_past(words[left - 1], know)
    ):
        return _verb(words, left - 1, after, form, know)  # "can't be changed or cancelled"
    if form == "past":
        return _past(words, place, after, chain, left, know)
    subject = words[left] if left >= 0 else None
    if form == "ing" and "passive" not in chain and know.says("possible", words[after : after + REACH]):
        return "allowed"  # "cancelling it is no problem"
    if form == "ing":
        by_us = subject is not None and know.is_("us", subject)
        return "promised" if "passive" in chain and (by_us or "future" in chain) else "none"
    if "future" in chain:
        return "promised"
    if "permission" in chain:
        return "none" if subject is not None and _asks(words, left) else "allowed"
    if any(word.text in ("did", "do", "does") for word in words[max(0, place - 3) : place]):
        return "happened"
    if know.says("permission", words[max(0, place - 5) : place]):
        return "allowed"
    return "none"


def _is_past(word: Word, know: Vocabulary) -> bool:
    found = know.events.at((word,), 0)
    return found is not None and "past" in found[1].forms


def _past(words: Sequence[Word], place: int, after: int, chain: frozenset[str], left: int, know: Vocabulary) -> Mode:
    subject = words[left] if left >= 0 else None
    if chain == {"obligation", "passive"} and {"still", "yet"} & {w.text for w in words[max(0, place - REACH) : place]}:
        return "happened"  # "still to be refunded": it has not been
    if "obligation" in chain or (not chain and _generic(words, after, know) and not _these(subject)):
        return "none"
    if "future" in chain:
        return "promised"
    if "permission" in chain:
        return "allowed"
    if "passive" in chain:
        return "promised" if any(word.text == "being" for word in words[left + 1 : place]) else "happened"
    if subject is None:
        return "happened" if not chain else "unclear"
    if not chain and (subject.text[0].isdigit() or know.is_("showing", subject)):
        return "happened"  # "€139.00 refunded", "the tracking says delivered"
    if know.is_("us", subject):
        return "done"
    if "perfect" in chain or know.is_("customer", subject):
        return "happened"
    if know.is_("determiners", subject):
        return "happened"
    by_itself = know.says("by_itself", words[place:after])  # "the tent arrived": no auxiliary is needed
    return "happened" if by_itself or know.is_("nouns", subject) or subject.text in ("it", "they") else "unclear"


def _noun(words: Sequence[Word], place: int, length: int, know: Vocabulary) -> tuple[Mode, int, range]:
    """What is said of "a refund": by the verb that carries it, before or after; of "the return fee" nothing."""
    behind_it = words[place + length : place + length + 1]
    if behind_it and know.money_roles.at(behind_it, 0) == (1, "fee"):
        return "none", place, range(0)
    for ahead in range(place + length, min(len(words), place + length + 6)):
        if (carrier := know.carriers.at(words, ahead)) and carrier[1] == "past":
            chain, _ = _chain(words, ahead, know)
            if chain & {"passive", "perfect"} or "future" in chain:
                mode = _verb(words, ahead, ahead + carrier[0], "past", know)
                return mode, ahead, range(ahead, ahead + carrier[0])
    for behind in range(place - 1, max(-1, place - 7), -1):
        if carrier := know.carriers.at(words, behind):
            return _verb(words, behind, behind + carrier[0], carrier[1], know), behind, range(behind, place)
    for ahead in range(place + length, min(len(words), place + length + REACH)):
        between = words[place + length : ahead]
        if know.is_("permission", words[ahead]) and any(know.is_("passive", word) for word in between):
            return "allowed", ahead, range(0)  # "a return is not possible"
    if place + length < len(words) and know.is_("compounds", words[place + length]):
        return "none", place, range(0)  # "no return fee"
    if know.says("possible", words[place + length : place + length + REACH]):
        return "allowed", place, range(0)  # "a swap is no problem"
    near = words[max(0, place - 5) : place]
    if know.says("finding", words[max(0, place - REACH) : place]):
        return "none", place, range(0)  # "our records show your throw as received, and no refund"
    if know.says("permission", near) and not know.says("finding", near):
        return "allowed", place, range(0)
    if near and near[-1].text == "no" and not know.says("finding", near):
        return "allowed", place, range(0)
    return "none", place, range(0)


def _chain(words: Sequence[Word], place: int, know: Vocabulary) -> tuple[frozenset[str], int]:
    """The kinds of auxiliaries right before a verb, and the place of the word before them (-1 for none)."""
    kinds: set[str] = set()
    at = place - 1
    while at >= 0 and place - at <= REACH:
        word = words[at]
        if at and words[at - 1].text == "going" and word.text == "to":
            kinds.add("future")
            at -= 2
            continue
        found = [kind for kind in ("future", "permission", "obligation", "perfect", "passive") if know.is_(kind, word)]
        if found:
            kinds.update(found)
        elif not (know.is_("adverbs", word) or know.is_("negation", word)):
            break
        at -= 1
    return frozenset(kinds), at


def _asks(words: Sequence[Word], subject: int) -> bool:
    return subject == 0 and words[0].text in ("can", "could", "may", "would")


def _these(word: Word | None) -> bool:
    return word is not None and word.text in ("your", "the", "this", "these", "both")


def _generic(words: Sequence[Word], after: int, know: Vocabulary) -> bool:
    """Whether a participle stands before a plural that means any such thing: "the delivered items of a customer"."""
    return after < len(words) and know.is_("generic", words[after])
