"""A sentence cut into statements of one verb each, and the mood of each: asserted, asked, on a condition."""

from collections.abc import Iterator, Sequence
from typing import Literal

from copilot.values import Found

from .sentences import Sentence, Word
from .vocabulary import Vocabulary

Mood = Literal["asserted", "question", "conditional", "reported", "hedged", "quoted"]


TAG = 1  # words of a question that only asks for assent


def parts_of(text: str, sentence: Sentence, values: Sequence[Found], know: Vocabulary) -> Iterator[tuple[Word, ...]]:
    """The sentence's words, cut at commas and colons, before words like "if", and at an "and" that joins two events."""
    words = sentence.words
    inner = {n for value in values for n in range(value.start + 1, value.end)}
    dated = {value.start for value in values if value.type in ("date", "time", "duration")}
    part: list[Word] = []
    for place, word in enumerate(words):
        if part and _ends_condition(part, words, place, know):
            yield tuple(part)
            part = []
        if part and word.start not in inner and _cuts(text, words, place, dated, know) and word.start != part[-1].start:
            yield tuple(part)
            part = []
        part.append(word)
    if part:
        yield tuple(part)


def _ends_condition(part: Sequence[Word], words: Sequence[Word], place: int, know: Vocabulary) -> bool:
    """Whether what one may do begins behind a condition without a comma: "mientras siga pendiente | podemos …"."""
    if know.auxiliaries != "anywhere" or not know.lists["conditional"].at(part, 0):
        return False
    begins = know.is_("permission", words[place]) and not know.is_("negation", part[-1])
    denied = know.is_("negation", words[place]) and any(know.is_("permission", w) for w in words[place + 1 : place + 3])
    return (begins or denied) and _finite(part[1:], know)


def _cuts(text: str, words: Sequence[Word], place: int, dated: set[int], know: Vocabulary) -> bool:
    word, before = words[place], words[place - 1]
    if any(sign in ",;:()–—\n…" for sign in text[before.end : word.start]):
        return True
    reflexive = text[word.start - 1 : word.start] == "-" or know.is_("reflexive_after", before)
    if know.lists["conditional"].at(words, place) and not (place and reflexive):
        following = words[place + 1].start if place + 1 < len(words) else -1
        return not any(following <= start < following + 6 for start in dated)
    if know.is_("joining", word) and know.auxiliaries == "anywhere":
        phrase = know.date_roles.at(words, place - 1) if place else None
        if phrase and phrase[0] > 1:
            return False  # "tot en met"
        left = words[:place]
        stated = _finite(left, know) or know.says("negation", left) or know.says("courtesy", left)
        return stated and _finite(words[place + 1 :], know)
    if know.is_("joining", word) and _both_participles(words, place, know):
        return False  # "can't be changed or cancelled": one auxiliary for both
    if know.is_("joining", word):
        return any(True for _ in know.events.find(words[place + 1 :])) and any(
            True for _ in know.events.find(words[:place])
        )
    return False


def _both_participles(words: Sequence[Word], place: int, know: Vocabulary) -> bool:
    """Whether a word joins two participles of events that stand right beside it, the second without an auxiliary."""
    beside = (words[place - 1 : place], words[place + 1 : place + 2])
    found = [know.events.at(one, 0) for one in beside if one]
    return len(found) == len(beside) and all(hit is not None and hit[1].form == "past" for hit in found)


def _finite(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether a verb stands in these words: of an event, or an auxiliary."""
    verbs = any(form.forms != {"noun"} for _, _, form in know.events.find(words))
    return verbs or any(know.says(kind, words) for kind in _AUXILIARIES)


_AUXILIARIES = ("perfect", "passive", "becoming", "permission", "future")


def asked_from(text: str, sentence: Sentence, parts: Sequence[Sequence[Word]]) -> int:
    """Where the question begins in a sentence: behind a colon, and at the tag of "I cancelled it, okay?"."""
    if not sentence.question or not parts:
        return sentence.end
    if len(parts) > 1 and len(parts[-1]) <= TAG:
        return parts[-1][0].start
    colon = max(text.rfind(sign, sentence.start, parts[-1][0].start) for sign in ":;")
    return max(colon, sentence.start)


def mood_of(sentence: Sentence, words: Sequence[Word], know: Vocabulary, asked: bool) -> Mood:
    if asked:
        return "question"
    if know.lists["conditional"].at(words, 0) or _inverted(sentence, words, know):
        return "conditional"
    if know.says("reported", words):
        return "reported"
    if know.says("hedged", words):
        return "hedged"
    return "asserted"


def _inverted(sentence: Sentence, words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether a sentence begins with its verb to set a condition: "Sollte es nicht kommen, schreiben Sie uns"."""
    first = words[0] is sentence.words[0] and words[-1] is not sentence.words[-1]
    return first and know.lists["inverted"].at(words, 0) is not None
