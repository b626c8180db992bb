"""Where a draft names something that the evidence knows: an order, an item, an option, a person, a place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from copilot.evidence import Evidence
from copilot.models import Fact

from .sentences import Word, words
from .vocabulary import Phrases, Vocabulary

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

    def __init__(self, evidence: Evidence, know: Vocabulary | None) -> None:
        by_words: dict[tuple[str, ...], list[Fact]] = {}
        for key in {fact.role for fact in evidence.facts if fact.type == "option"}:
            by_words[_words(key.removeprefix("option."))] = []  # so that a value within a key is not taken for one
        for fact in evidence.facts:
            if fact.type in _NAMED and not fact.subject.startswith("passage:"):
                for phrase in {*_spellings(fact), *_translated(fact, know)}:
                    if fact.type in ("product", "address") and len(phrase) == 1 and know and _ordinary(phrase[0], know):
                        continue  # a "Watering Can" is not named by every "can", nor "US" by every "us"
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


def _spellings(fact: Fact) -> Iterator[tuple[str, ...]]:
    """The words that name a fact.

    All of its words do; for a person also each of them; for a product also its last words, and a plural of either; for
    an option also its name and value together, and only these where the value alone could be anything ("10", "yes").
    """
    parts = _words(fact.value)
    if not parts or (fact.type in ("id", "tracking") and not any(map(str.isdigit, fact.value))):
        return
    if fact.type == "option":
        key = _words(fact.role.removeprefix("option."))
        yield from {(*key, *parts), (*key[-1:], *parts)} if key else ()
        if not _telling(parts):
            return
    yield parts
    if fact.type == "name" and len(parts) > 1:
        yield from ((part,) for part in parts)
    if fact.type == "product":
        tails = {parts[n:] for n in range(len(parts)) if len(parts[-1]) > 2 or n < len(parts) - 1}
        for tail in tails:
            yield from {tail, (*tail[:-1], _other_number(tail[-1]))} - {parts}


def _translated(fact: Fact, know: Vocabulary | None) -> Iterator[tuple[str, ...]]:
    """What the thing in a product's name, or a colour, is called in the language of the draft."""
    if know is None or fact.type not in ("product", "option"):
        return
    parts = _words(fact.value)
    for name, called in know.called.items():
        if name == parts or (fact.type == "product" and _holds(parts, name)):
            yield from called


def _holds(parts: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(parts[place : place + len(name)] == name for place in range(len(parts) - len(name) + 1))


def _ordinary(word: str, know: Vocabulary) -> bool:
    """Whether a word has a use of its own in the grammar."""
    return any(any(len(parts) == 1 for parts, _ in phrases.by_first.get(word, ())) for phrases in know.lists.values())


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(text, 0, len(text)))


def _telling(parts: tuple[str, ...]) -> bool:
    """Whether words name an option without its key: not a bare number, a yes or no, or a letter or two."""
    text = "".join(parts)
    return text not in ("yes", "no", "none") and (
        sum(map(str.isalpha, text)) > 2 or (any(map(str.isalpha, text)) and any(map(str.isdigit, text)))
    )


def _other_number(word: str) -> str:
    return word[:-1] if word.endswith("s") else word + "s"
