"""Where a draft names something that the evidence knows: an order, an item, an option, a person, a place."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from copilot.evidence import Evidence
from copilot.models import Fact

from .sentences import Word, word_texts
from .vocabulary import Phrases, Vocabulary, vocabulary

_words = lru_cache(maxsize=16384)(word_texts)
_NAMED = (
    "id",
    "tracking",
    "product",
    "option",
    "name",
    "address",
    "method",
    "email",
    "phone",
    "link",
    "text",
    "status",
    "event",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the draft that names facts; all of them bear the same words. The name of an option has none."""

    start: int
    end: int
    facts: tuple[Fact, ...]

    def of(self, type: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.type == type)


class Names:
    """The words of all that the evidence names, ready to be looked for in a draft."""

    def __init__(self, evidence: Evidence, know: Vocabulary | None, spoken: Collection[str]) -> None:
        """`spoken` are all words that will be looked through: names that begin with no word of these are left out."""
        language = know.language if know else None
        by_words: dict[tuple[str, ...], list[Fact]] = {}
        for key in {fact.role for fact in evidence.facts if fact.type == "option"}:
            by_words[_words(key.removeprefix("option."))] = []  # so that a value within a key is not taken for one
        shelved = {f"product:{id}" for id in evidence.shelved}
        for fact in evidence.facts:
            if fact.type in _NAMED and not fact.subject.startswith("passage:"):
                beside = fact.type == "product" and fact.subject in shelved
                for phrase in _called(fact.type, fact.role, fact.value, language):
                    if beside and any(known.subject not in shelved for known in by_words.get(phrase, ())):
                        continue  # "the lamp" is the customer's own, whatever else is called so
                    if phrase[0] in spoken:
                        by_words.setdefault(phrase, []).append(fact)
        self._phrases: Phrases[tuple[Fact, ...]] = Phrases()
        for parts, facts in by_words.items():
            if not parts:
                continue
            self._phrases.by_first.setdefault(parts[0], []).append((parts, tuple(facts)))
        for entries in self._phrases.by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, spoken: Sequence[Word]) -> Iterator[Mention]:
        """The mentions in what is spoken, longest first at each place."""
        for place, length, facts in self._phrases.find(spoken):
            yield Mention(spoken[place].start, spoken[place + length - 1].end, facts)


def narrowed(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, those of an item right behind an option ("slate mugs") with only the lines that have the option."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if before and mention.of("product") and before.of("option") and 0 <= mention.start - before.end <= ADJACENT:
            subjects = {fact.subject for fact in before.of("option")}
            lines = tuple(fact for fact in mention.facts if fact.subject in subjects)
            products = tuple(fact for fact in mention.facts if fact.subject.startswith("product:"))
            if lines:
                mention = Mention(mention.start, mention.end, (*lines, *products))
        found.append(mention)
    return tuple(found)


ADJACENT = 2  # code points between an option and the item that it is said of


@lru_cache(maxsize=32768)
def _called(type: str, role: str, value: str, language: str | None) -> tuple[tuple[str, ...], ...]:
    """The words that name a fact of this type and role in a language."""
    know = vocabulary(language) if language else None
    phrases = {*_spellings(type, role, value), *_translated(type, value, know)}
    if type in ("product", "address") and know:
        # a "Watering Can" is not named by every "can", nor "US" by every "us"
        phrases = {phrase for phrase in phrases if len(phrase) > 1 or phrase[0] not in know.ordinary}
    return tuple(sorted(phrases))


def _spellings(type: str, role: str, value: str) -> Iterator[tuple[str, ...]]:
    """The words that name a fact.

    All of its words do; for a person also each of them; for a product also its last words, and a plural of either; for
    an option also its name and value together, and only these where the value alone could be anything ("10", "yes").
    """
    parts = _words(value)
    if not parts or (type in ("id", "tracking") and not any(map(str.isdigit, value))):
        return
    if type == "option":
        key = _words(role.removeprefix("option."))
        yield from {(*key, *parts), (*key[-1:], *parts)} if key else ()
        if not _telling(parts):
            return
    yield parts
    if type == "name" and len(parts) > 1:
        yield from ((part,) for part in parts)
    if type == "product":
        tails = {parts[n:] for n in range(len(parts)) if len(parts[-1]) > 2 or n < len(parts) - 1}
        for tail in tails:
            yield from {tail, (*tail[:-1], _other_number(tail[-1]))} - {parts}


def _translated(type: str, value: str, know: Vocabulary | None) -> Iterator[tuple[str, ...]]:
    """What the thing in a product's name, or a colour, is called in the language of the draft."""
    if know is None or type not in ("product", "option"):
        return
    parts = _words(value)
    for name, called in know.called.items():
        if name == parts or (type == "product" and _holds(parts, name)):
            yield from called


def _holds(parts: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(parts[place : place + len(name)] == name for place in range(len(parts) - len(name) + 1))


def _telling(parts: tuple[str, ...]) -> bool:
    """Whether words name an option without its key: not a bare number, a yes or no, or a letter or two."""
    text = "".join(parts)
    return text not in ("yes", "no", "none") and (
        sum(map(str.isalpha, text)) > 2 or (any(map(str.isalpha, text)) and any(map(str.isdigit, text)))
    )


def _other_number(word: str) -> str:
    return word[:-1] if word.endswith("s") else word + "s"
