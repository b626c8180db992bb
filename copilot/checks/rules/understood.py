"""U001: a statement that nobody read to its end, and that is neither harmless nor a document's, is not decided.

The other rules judge what they can read. A statement is accounted for when each of its content words belongs to a
value, a name, an event or a cue that a rule has judged, or to the plain words of orders; when it only thanks, feels,
asks or invites; or when a document in evidence says the same. Anything else would pass unseen, and is marked here.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from copilot.checks.leftover import catalogued, left_over, left_words, misnamed, strangers
from copilot.checks.problem import Problem
from copilot.checks.prose import says
from copilot.checks.reading import READ, Reading, ReadSentence, Statement
from copilot.checks.rules.claims import ENTITLED
from copilot.checks.sentences import Word, words
from copilot.checks.signature import signed
from copilot.checks.speech import CERTAIN, DOUBTFUL, EVEN, likelihood
from copilot.checks.stems import is_content, stem
from copilot.checks.truth import happened
from copilot.checks.vocabulary import Phrases, Vocabulary


def understood(reading: Reading) -> Iterator[Problem]:
    """Each statement that says something of which nothing is known."""
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
            if statement.mood == "conditional" and _limits(reading, sentence, statement, know):
                text = reading.text[statement.start : statement.end]
                message = "no document in evidence sets this condition"
                yield Problem("unchecked", message, statement.start, statement.end, text)
            if statement.mood not in ("asserted", "hedged"):
                continue
            if know.auxiliaries == "anywhere":
                yield from catalogued(reading, sentence, statement, know)
                yield from misnamed(reading, sentence, statement)
                if statement.events:
                    yield from strangers(reading, sentence, statement, know)
                else:
                    yield from left_over(reading, sentence, statement, know)
            elif not _accounted(reading, sentence, statement, know):
                text = reading.text[statement.start : statement.end]
                message = "this says something that nothing in the evidence bears out, or that was not understood"
                yield Problem("unchecked", message, statement.start, statement.end, text)


def _limits(reading: Reading, sentence: ReadSentence, statement: Statement, know: Vocabulary) -> bool:
    """Whether a condition narrows what is granted, in words that stand in no document."""
    left = unread_words(sentence, statement, know)
    if know.auxiliaries == "anywhere" and not _otherwise(reading, statement):
        known = {word.start for word in left_words(reading, sentence, statement, know, possible=True)}
        left = [word for word in left if word.start in known]
    return bool(left) and know.says("limiting", statement.words[:3]) and not says(reading.evidence, statement.words)


def _otherwise(reading: Reading, statement: Statement) -> bool:
    """Whether a status that is made a condition is none that the orders are in."""
    return any(
        happened(claim.kind, order, frozenset(), reading.evidence) is claim.negated
        for claim in statement.events
        for order in statement.orders
    )


def _accounted(reading: Reading, sentence: ReadSentence, statement: Statement, know: Vocabulary) -> bool:
    spoken = statement.words
    left = unread_words(sentence, statement, know)
    plain = [w for w in spoken if not any(m.start <= w.start < m.end for m in sentence.mentions if m.of("product"))]
    courtesy = know.says("courtesy", plain)
    likely = likelihood([word.text for word in spoken], reading.language)
    sure = know.says("assurance", plain) and not know.says("negation", plain)
    asserts = (sure or (not statement.events and _asserts(plain, know))) and not courtesy
    if asserts and not sure and _acted(reading, statement):
        return True
    theirs = {
        stem(word.text) for text in reading.evidence.ticket.said for word in words(text[:READ], 0, min(len(text), READ))
    }
    if [word for word in left if stem(word.text) not in theirs] and any(
        claim.mode == "allowed" and claim.kind in ENTITLED for claim in statement.events
    ):
        return says(reading.evidence, spoken, [word.text for word in spoken if word not in left])
    if left and not statement.events and likely < EVEN and not courtesy and _permits(spoken, know):
        return says(reading.evidence, spoken, [word.text for word in spoken if word not in left])
    if not (asserts and likely < CERTAIN) and not (left and likely < DOUBTFUL):
        return True
    borne = [word.text for word in spoken if word not in left]
    return bool(left) and says(reading.evidence, spoken, borne)


def _acted(reading: Reading, statement: Statement) -> bool:
    """Whether the agent did something a moment ago to the very lines that a statement of a deed names."""
    return any(
        action.line_ids and set(action.line_ids) == statement.lines.get(action.order_id, frozenset())
        for action in reading.evidence.actions
    )


def unread_words(sentence: ReadSentence, statement: Statement, know: Vocabulary) -> list[Word]:
    """The content words of a statement that belong to nothing that a rule has judged."""
    words = statement.words
    taken = [(m.start, m.end) for m in sentence.mentions] + [(v.start, v.end) for v in sentence.values]
    taken += [(claim.start, claim.end) for claim in statement.events]
    phrases = (know.money_roles, know.date_roles, know.methods, know.counted, know.events)
    lists: list[Phrases[Any]] = [*phrases]
    for known in (*lists, *(know.lists[name] for name in _LISTS if name in know.lists)):
        taken += [(words[place].start, words[place + length - 1].end) for place, length, _ in known.find(words)]
    return [
        word for word in words if is_content(word.text) and not any(start <= word.start < end for start, end in taken)
    ]


_LISTS = (
    "plain", "adverbs", "nouns", "generic", "determiners", "not_names", "greetings", "closings", "future", "permission",
    "obligation", "perfect", "passive", "negation", "us", "customer", "hedged", "reported", "conditional", "free",
    "in_stock", "sold_out", "approval", "late_words", "accepting", "rejecting", "spans", "partial", "just", "courtesy",
)  # fmt: skip


def _asserts(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether the words are of a deed of ours, a future, a duty, a permission or an assurance."""
    if know.says("negation", words) and (know.says("assurance", words) or _deed(words, know)):
        return False  # what was not done, and what is not promised
    return know.says("assurance", words) or _demands(words, know) or _deed(words, know)


def _permits(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether the words say what can or cannot be done, by anybody but us."""
    return any(
        word.text in ("can", "may", "cannot") and place and not know.is_("us", words[place - 1])
        for place, word in enumerate(words)
    )


def _demands(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether a word of future, duty or permission stands there, other than a duty of ours ("I have to ask")."""
    return any(
        words[place].text in ("will", "shall")
        or not any(know.is_("us", word) for word in words[max(0, place - 2) : place])
        for place, _, _ in know.lists["modal"].find(words)
    )


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
