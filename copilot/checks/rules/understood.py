"""U001: what is said to be done, promised, demanded or possible, and was not understood, is not decided.

The other rules judge what they can read. A sentence of the writer's own deeds ("I've put a note on it"), of what will
be ("a colleague will call you within the hour") or of what one must or may ("every return needs the invoice") that
none of them has read would pass unseen; here it is marked, unless it is courtesy or what every reply may say.
"""

from collections.abc import Iterator, Sequence

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading, ReadSentence, Statement
from copilot.checks.signature import signed
from copilot.checks.sentences import Word, words
from copilot.checks.vocabulary import Phrases, Vocabulary


def understood(reading: Reading) -> Iterator[Problem]:
    """Each statement of deed, promise, duty or permission that no claim was read from."""
    know = reading.vocabulary
    if know is None:
        return
    notice = reading.evidence.shop.automation_disclosure
    signatures = signed(reading)
    for sentence in reading.sentences:
        if sentence.sentence.start in signatures:
            continue
        if notice and sentence.sentence.text in notice:
            continue  # the shop's own words
        for statement in sentence.statements:
            if statement.events or statement.mood not in ("asserted", "hedged"):
                continue
            if know.auxiliaries == "anywhere":
                yield from _left_over(reading, sentence, statement, know)
                continue
            named = [m for m in sentence.mentions if m.of("product")]
            words = tuple(w for w in statement.words if not any(m.start <= w.start < m.end for m in named))
            if _asserts(words, know) and not know.says("courtesy", words):
                says = reading.text[statement.start : statement.end]
                message = "this says that something is done, will be, must be or may be, and was not understood"
                yield Problem("unchecked", message, statement.start, statement.end, says)


def _left_over(reading: Reading, sentence: ReadSentence, statement: Statement, know: Vocabulary) -> Iterator[Problem]:
    """A statement without a claim in which a word stands that no list, name or value explains."""
    spoken = statement.words
    sure = know.says("assurance", spoken) and not know.says("negation", spoken)
    if know.says("courtesy", spoken) and not sure:
        return
    explained: set[int] = set()
    for phrases in (*(know.lists[name] for name in _EXPLAINED), *_roles(know)):
        for place, length, _ in phrases.find(spoken):
            explained.update(range(place, place + length))
    spans = [*((m.start, m.end) for m in sentence.mentions), *((v.start, v.end) for v in sentence.values)]
    own = set() if sure else _own(reading)
    left = [
        word
        for place, word in enumerate(spoken)
        if place not in explained
        and not word.text.isdigit()
        and word.text not in own
        and not any(start <= word.start < end for start, end in spans)
    ]
    if left:
        message = f"what {left[0].text!r} says here was not understood"
        says = reading.text[statement.start : statement.end]
        yield Problem("unchecked", message, statement.start, statement.end, says)


_EXPLAINED = (
    "small", "us", "customer", "determiners", "adverbs", "negation", "nouns", "perfect", "passive", "been", "just", "now",
    "greetings", "closings", "titles", "conditional", "joining", "that", "possible", "partial", "spans", "catalogue",
    "generic", "free", "tails", "not_names",
)  # fmt: skip
"""Lists whose words assert nothing by themselves, or what a rule of their own judges."""


def _roles(know: Vocabulary) -> tuple[Phrases[str], ...]:
    return (know.money_roles, know.date_roles, know.methods, know.counted, know.things, know.colours)


def _own(reading: Reading) -> set[str]:
    """The words of the shop's name and of the customer, whose own words promise nothing."""
    texts = [reading.evidence.shop.name or "", *reading.evidence.ticket.said]
    return {word.text for text in texts for word in words(text, 0, len(text))}


def _asserts(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether the words are of a deed of ours, a future, a duty, a permission or an assurance."""
    return know.says("assurance", words) or know.says("modal", words) or _deed(words, know)


def _deed(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether somebody of the shop is said to have done something: "we've asked", "I put", "our team moved it"."""
    for place, word in enumerate(words):
        if know.lists["us"].at(words, place) and word.text != "us":
            after = [w for w in words[place + 1 : place + 5] if not know.is_("adverbs", w)]
            perfect = bool(after) and know.is_("perfect", after[0])
            verb = next((w for w in (after[1:] if perfect else after[:1]) if _past(w, know)), None)
            if verb and know.money_roles.at((verb,), 0) is None:  # what was charged is for the amounts to answer
                return True
    return False


def _past(word: Word, know: Vocabulary) -> bool:
    return word.text.endswith("ed") or know.is_("past_verbs", word)
