"""F012: a thing or a colour that is named in common words is one of the evidence, or of what the customer wrote."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.sentences import Word, all_words, words_of
from copilot.checks.statements import ReadSentence
from copilot.checks.stems import is_content, stem
from copilot.checks.vocabulary import Phrases, Vocabulary


def things(reading: Reading) -> Iterator[Problem]:
    """Each word for goods or a colour that nothing in the evidence is called, and the customer did not use."""
    know = reading.vocabulary
    if know is None:
        return
    said = reading.written.union(*(words_of(hit.passage.text) for hit in reading.evidence.hits))
    own, shelf = _own(reading), _shelf(reading.evidence.sold)
    for sentence in reading.sentences:
        if sentence.quoted:
            continue
        spoken = sentence.sentence.words
        idiom = {
            n for at, length, _ in know.lists["approval"].find(spoken) if length > 1 for n in range(at, at + length)
        }
        for phrases in (know.things, know.colours):
            for place, length, name in phrases.find(spoken):
                if place in idiom:
                    continue  # "le feu vert"
                if not said.issuperset(word.text for word in spoken[place : place + length]):
                    yield from _unknown(reading, sentence, spoken[place : place + length], f"no {name} is")
        if not know.says("catalogue", spoken):
            for place, length, title in shelf.find(spoken):
                named = spoken[place : place + length]
                new = [w for w in named if _names(w, know) and stem(w.text) not in own]
                if not new or know.methods.within(named):
                    continue  # a way to pay
                if length == 1 and not _stands_for_a_thing(spoken, place, know):
                    continue
                yield from _unknown(reading, sentence, named, f"no order of theirs has a {title}")


def _stands_for_a_thing(words: Sequence[Word], place: int, know: Vocabulary) -> bool:
    """Whether a single word is a noun here: an article or a number stands before it, and it is no mere "set"."""
    before = words[place - 1] if place else None
    article = before is not None and (know.is_("determiners", before) or before.text.isdigit() or words[place].capital)
    return article and not any(text in know.lists["tails"].by_first for text in _numbers(words[place].text))


def _told_of_theirs(reading: Reading, sentence: ReadSentence, named: Sequence[Word]) -> bool:
    """Whether goods are told to be the customer's: by "your", or beside what happened, a day, an order or money back.

    What is known of the shop's goods may be told of others, too.
    """
    know = reading.vocabulary
    part = next((p for p in sentence.statements if p.start <= named[0].start < p.end), None)
    if know is None or part is None:
        return True
    before = [word for word in part.words if word.end <= named[0].start][-BEFORE:]
    if any(know.is_("yours", word) for word in before):
        return True
    ours = any(know.is_("ours", word) for word in before)
    dated = any(v.type in ("date", "id") and part.start <= v.start < part.end for v in sentence.values)
    ids = any(m.of("id") or m.of("tracking") for m in sentence.mentions if part.start <= m.start < part.end)
    back = {cue for _, _, cue in know.money_roles.find(part.words)} & {"refund", "get", "paid", "fee"}
    return not ours and bool(part.events or dated or ids or back)


BEFORE = 3  # words before a thing among which it is called the customer's


def _names(word: Word, know: Vocabulary) -> bool:
    return is_content(word.text) and not know.is_("plain", word)


def _unknown(reading: Reading, sentence: ReadSentence, named: Sequence[Word], what: str) -> Iterator[Problem]:
    start, end = named[0].start, named[-1].end
    shelved = {f"product:{id}" for id in reading.evidence.shelved}
    facts = [fact for m in sentence.mentions if m.start < end and start < m.end for fact in m.facts]
    own = any(fact.subject.partition("/")[0] not in shelved for fact in facts)
    if not own and (not facts or _told_of_theirs(reading, sentence, named)):
        says = reading.text[start:end]
        yield Problem("unchecked", f"{says!r}: {what} in the evidence", start, end, says)


def _own(reading: Reading) -> frozenset[str]:
    """The stems of what this customer's goods are called, and of all that they wrote."""
    shelved = {f"product:{id}" for id in reading.evidence.shelved}
    names = [f.value for f in reading.evidence.facts if f.type == "product" and f.subject not in shelved]
    own = {stem(word.text) for name in names for word in all_words(name)}
    return frozenset(own | reading.customers_stems)


@lru_cache(maxsize=16)
def _shelf(titles: tuple[str, ...]) -> Phrases[str]:
    """The last words of all names of goods, one and many, without the first word of each, which is a brand's."""
    found: Phrases[str] = Phrases()
    for title in titles:
        parts = [word.text for word in all_words(title)]
        for size in range(1, len(parts)):
            tail = parts[-size:]
            for last in _numbers(tail[-1]):
                found.add(" ".join([*tail[:-1], last]), title)
    return found


def _numbers(word: str) -> tuple[str, str]:
    """A word in its one number and the other: one and many."""
    return word, word[:-1] if word.endswith("s") else word + "s"
