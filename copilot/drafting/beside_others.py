"""What an answer to one request leaves to those to the others, or leaves out because of them."""

from collections.abc import Sequence
from dataclasses import replace

from copilot.models import Triage

from .answer import Answer
from .answers.steps import pass_on
from .asked import things_of
from .passages import asked_of, own_stems, stems_of
from .requests import CERTAIN, OPEN_QUESTION, Wish
from .units import says_little, units_of, unjoined

SHORT_QUESTION = 90  # letters of a question that a reply repeats
GENERAL = frozenset({"product_question", "availability"})
"""Requests that a message may look like whose questions all want something else."""
_SIGNS = frozenset('"„“”«»<>@/')
FOLLOWS = 2  # words of a question, besides names, that only goes on about what was asked before it


def is_passed_over(wish: Wish, asked: Sequence[Wish], dangers: Sequence[Wish], *, by_words: bool) -> bool:
    """Whether nothing is to be said to a request: what only tells something, and what is about a dangerous thing.

    How to use that is not told, nor what its warranty is. `by_words` is whether the answer is found by its words.
    """
    if wish.label == OPEN_QUESTION and len(asked) > 1 and not _asks(wish):
        return True
    of_use = by_words or wish.label == "warranty"
    return of_use and any(
        not things_of(wish.evidence).isdisjoint(things_of(danger.evidence)) for danger in dangers if danger is not wish
    )


def is_for_a_person(wish: Wish, dangers: Sequence[Wish], *, by_words: bool) -> bool:
    """Whether no page may answer a question: one beside a danger that names no other thing may be about that."""
    return by_words and bool(dangers) and wish not in dangers and not things_of(wish.evidence)


def asks_by_itself(wish: Wish) -> bool:
    """Whether a question says enough to be one: not "what do I do?"."""
    return any(unit.question and not says_little(unit.words) for unit in units_of(wish.evidence.ticket.last_said))


def is_left_over(wish: Wish, asked: Sequence[Wish], triage: Triage) -> bool:
    """Whether something general only stands beside what the same words want, and triage is not certain of it."""
    certain = any(intent.label == wish.label and intent.confidence >= CERTAIN for intent in triage.intents)
    named = any(other.label != wish.label and other.evidence is wish.evidence for other in asked)
    general = wish.label == "other" or (wish.label in GENERAL and not _asks_besides(wish))
    return general and named and not certain


def goes_on(wish: Wish) -> bool:
    """Whether a question is too short to ask for more than what was answered before it."""
    if wish.label != OPEN_QUESTION:
        return False
    items = (item for order in wish.evidence.focus.orders for item in order.items)
    names = frozenset[str]().union(*(stems_of(item.name) for item in items))
    return all(len(own_stems(asked.words) - names) <= FOLLOWS for asked in asked_of(wish.evidence.ticket))


def without_promise(answer: Answer | None, wish: Wish) -> Answer:
    """The answer without the sentence that somebody will write; the agent is told all the same."""
    if answer is None:
        asked = " ".join(one.words for one in asked_of(wish.evidence.ticket))
        return Answer(steps=[pass_on(f"See whether the reply answers this, too: {asked!r}")])
    said = [[part for part in paragraph if part.key != "holding_about"] for paragraph in answer.said]
    return replace(answer, said=[paragraph for paragraph in said if paragraph])


def _asks_besides(wish: Wish) -> bool:
    """Whether something is asked there that no request is named by, or without a question mark."""
    questions = [unit for unit in units_of(wish.evidence.ticket.last_said) if unit.question]
    return not questions or any(not unit.wants for unit in questions)


def _asks(wish: Wish) -> bool:
    return any(unit.asks or unit.question or unit.wish for unit in units_of(wish.evidence.ticket.last_said))


def question_of(wish: Wish) -> str:
    """The one question that a request is, as it stands; "" where it is long, several, or names figures."""
    units = [unit for unit in units_of(wish.evidence.ticket.last_said) if unit.question]
    words = units[0].words if len(units) == 1 else ""
    plain_words = words.endswith("?") and not any(sign.isdigit() or sign in _SIGNS for sign in words)
    return unjoined(words) if plain_words and len(words) <= SHORT_QUESTION and not says_little(words) else ""
