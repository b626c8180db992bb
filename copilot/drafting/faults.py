"""What is wrong with a model's reply that no rule over its statements would say."""

import re
from collections.abc import Iterator

from copilot.evidence import Evidence
from copilot.language import detect
from copilot.models import Draft

from .model import Rendered
from .voice import language_name

COPIED = 12
"""Words in a row that are no reply any more, but the customer's own message."""


def faults(rendered: Rendered, language: str, evidence: Evidence) -> Iterator[str]:
    """Each fault in words for the model."""
    text = rendered.draft.text
    for slot in rendered.unknown_slots:
        yield f"{{{slot}}} is no slot: use one that is listed, or leave it out"
    if not any(character.isalnum() for character in text):
        yield "the draft says nothing"
    if _repeats(text, evidence.ticket.last_said):
        yield "it repeats the customer's message: answer it"
    if _REFUSAL.search(text) and not _HANDED.search(text):
        yield "it refuses to help: answer what can be answered, and say that a colleague will look into the rest"
    if evidence.customer and _signed(text, evidence.customer.name, evidence.customer.first_name):
        yield "it is signed with the customer's name: you write for the shop"
    guess = detect(_own_words(rendered.draft))
    if not guess.unsure and guess.code != language:
        yield f"it is written in {language_name(guess.code)}: write in {language_name(language)}"


def _repeats(text: str, said: str) -> bool:
    """Whether most of the text, by its runs of four words, or a long stretch of it, stands in what was said."""
    own, theirs = _runs(text, 4), set(_runs(said, 4))
    most = bool(own) and sum(run in theirs for run in own) > len(own) / 2
    return most or not set(_runs(said, COPIED)).isdisjoint(_runs(text, COPIED))


def _runs(text: str, length: int) -> list[tuple[str, ...]]:
    words = [word.strip(".,;:!?()\"'").casefold() for word in text.split()]
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]


def _signed(text: str, *names: str) -> bool:
    """Whether it ends as a letter of one of these people would."""
    closing = _CLOSING.search(text[-_TAIL:])
    return closing is not None and closing[1].strip(" .,!*-–—").casefold() in {name.casefold() for name in names}


def _own_words(draft: Draft) -> str:
    """The text without its greeting and without the values that were filled in: names and dates are of no language."""
    text = draft.text
    for slot in sorted(draft.slots, key=lambda slot: -slot.start):
        text = f"{text[: slot.start]} {text[slot.end :]}"
    greeting, _, rest = text.partition("\n")
    return rest if rest.strip() and len(greeting.split()) <= _GREETING else text


_REFUSAL = re.compile(
    r"\b(?:can(?:no|['’])t|can not|(?:am|are|['’]m|['’]re) (?:unable|not able) to) (?:assist|help)(?: you)?"
    r"(?: with (?:that|this|it|your)\b| at this|\s?[.,;!])"
    r"|\b(?:kann|können) (?:ich |wir )?(?:Ihnen|dir|euch) (?:\w{1,20} ){0,2}nicht (?:weiter)?helfen\b"
    r"|\bne (?:peux|pouvons|puis) pas (?:vous |t['’])aider\b"
    r"|\bno (?:puedo|podemos) ayudar(?:le|te|os|les)?\b"
    r"|\bnon (?:posso|possiamo) aiutar(?:la|ti|vi|le)\b"
    r"|\bnão (?:posso|podemos) (?:[oa]s? |te )?ajud(?:ar|á)"
    r"|\b(?:kan|kunnen) (?:ik |wij |we )?(?:u|je|jou|jullie) (?:\w{1,20} ){0,3}niet (?:mee )?helpen\b",
    re.IGNORECASE,
)
"""The stock words of a model that gives up, in the languages that customers are answered in."""
_HANDED = re.compile(r"\b(?:colleague|kolleg|coll[eè]gue|compañer|colleg[ah]|colega)", re.IGNORECASE)
_TAIL = 120
_GREETING = 4
_CLOSING = re.compile(
    r"\b(?:regards|best|wishes|sincerely|yours|cheers|gr(?:ü|ue)(?:ß|ss)e?n?|gru(?:ß|ss)|cordialement|salutations|saludos?|"
    r"atentamente|saluti|cumprimentos|abraços?|groet(?:en)?)\s{0,2}[,!]?\s{1,3}([^\n,]{2,60})\s*\Z",
    re.IGNORECASE,
)
