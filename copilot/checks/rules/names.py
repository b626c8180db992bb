"""F009: whoever is greeted or named is in the evidence."""

from collections.abc import Container, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from copilot.checks.certainty import against
from copilot.checks.common import is_common
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.rules.carried import other_carriers
from copilot.checks.sentences import Word, words_of
from copilot.checks.signature import signed
from copilot.checks.statements import ReadSentence
from copilot.checks.vocabulary import Phrases, Vocabulary
from copilot.values import locale_of

INITIALS = 3  # letters of what may be an abbreviation


def names(reading: Reading) -> Iterator[Problem]:
    """Each capitalised word that nothing in the evidence explains; a greeting must name the customer."""
    know = reading.vocabulary
    if know is None:
        return
    yield from other_carriers(reading)
    explained = _Explained(reading)
    signatures = signed(reading)
    for sentence in reading.sentences:
        spoken = sentence.sentence.words
        if sentence.quoted or not spoken:
            continue
        if sentence.sentence.start in signatures:
            continue
        greeting = know.lists["greetings"].at(spoken, 0)
        if greeting and sentence.sentence.opens_paragraph:
            rest = spoken[greeting[0] :]
            if not _turns(reading.text, spoken, greeting[0]):
                yield from _greeted(reading, rest, know)
            continue
        for place, word in enumerate(spoken):
            if word.capital and word.end - word.start > 1 and not _is_no_name(word, place, sentence, know, explained):
                if _is_common_there(reading, spoken, place, sentence, know):
                    continue
                says = reading.text[word.start : word.end]
                yield Problem(
                    "unchecked", f"nothing in the evidence explains the name {says!r}", word.start, word.end, says
                )  # fmt: skip


def _turns(text: str, words: Sequence[Word], after: int) -> bool:
    """Whether a comma behind a greeting begins what is said ("Hallo, Ihre Bestellung …"), and not a name."""
    if after >= len(words) or "," not in text[words[after - 1].end : words[after].start]:
        return False
    name = text[words[after].start : words[min(after + 3, len(words) - 1)].end + 2]
    return not any(sign in name for sign in ",!:\n")


def _greeted(reading: Reading, words: Sequence[Word], know: Vocabulary) -> Iterator[Problem]:
    """The words of a greeting, up to its comma, must be the customer's name; "there" and titles are nobody's."""
    customer = reading.evidence.customer
    # an unknown sender's own name may be among what they wrote
    own = words_of(customer.name) if customer else reading.written
    named = any(word.text in own for word in words)  # beside the customer's own name another may be a title
    for word in words:
        if any(sign in reading.text[words[0].start : word.start] for sign in ",!:\n"):
            return
        if word.capital and word.text not in own and not know.is_("titles", word):
            says = reading.text[word.start : word.end]
            fix = customer.first_name if customer else None
            message = f"greets {says!r}, but the customer is {customer.name!r}" if customer else f"who is {says!r}?"
            ids = (f"customer:{customer.id}.name",) if customer else ()
            yield Problem(against(customer is not None and not named), message, word.start, word.end, says, ids, fix)


class _Explained:
    """The words of the evidence, of the ticket and of the passages found; what costs most is worked out last."""

    def __init__(self, reading: Reading) -> None:
        evidence = reading.evidence
        texts = [value for type, value in evidence.by_value if type not in _FIGURES]
        texts += [*_countries(reading), *(agent.id for agent in evidence.shop.agents)]
        self._words = reading.written.union(*map(words_of, texts))
        pages = (hit.passage.text for hit in evidence.hits), (document.text for document in evidence.documents)
        self._pages = tuple(chain(*pages))
        self._reading = reading

    def __contains__(self, word: object) -> bool:
        return word in self._words or any(word in words_of(page) for page in self._pages) or word in self._places

    @cached_property
    def _places(self) -> frozenset[str]:
        """The names in the draft's language of the countries that the rest names in the shop's."""
        countries = _countries_by_name(self._reading.evidence.shop.locale, self._reading.language)
        known = self._words.union(*map(words_of, self._pages))
        named = [ours for name, ours in countries.items() if name in known]
        return frozenset[str]().union(*map(words_of, named))


@lru_cache(maxsize=64)
def _countries_by_name(shop: str, language: str) -> dict[str, str]:
    """What a language calls the countries that the shop's calls by one word, by that word in small letters."""
    own, ours = (locale_of(tag).territories for tag in (shop, language))
    return {name.casefold(): ours[code] for code, name in own.items() if code in ours and code.isalpha()}


_FIGURES = ("money", "date", "duration", "count")


def _countries(reading: Reading) -> list[str]:
    """The names of the countries that addresses give by code."""
    codes = {fact.value for fact in reading.evidence.facts if fact.role.endswith(".country")}
    territories = locale_of(reading.language).territories
    return [territories[code] for code in codes if code in territories]


def _is_no_name(word: Word, place: int, sentence: ReadSentence, know: Vocabulary, explained: Container[str]) -> bool:
    if (
        know.is_("not_names", word)
        or know.methods.within((word,))
        or word.text in explained
        or (know.auxiliaries == "anywhere" and _is_listed(word, know))
        or (len(word.text) > INITIALS and word.text.removesuffix("s") in explained)
        or know.is_("titles", word)
    ):
        return True
    if any(value.start <= word.start < value.end for value in sentence.values):
        return True
    if any(mention.start <= word.start < mention.end for mention in sentence.mentions):
        return True
    line = sentence.sentence
    if word.start < line.key_end:
        known = know.is_("openers", word) or know.is_("plain", word) or know.money_roles.within((word,))
        return known or not any(v.type in ("money", "count") for v in sentence.values)
    if place == 0 and line.item:
        return "(" not in line.text[:40]
    return place == 0 and not _acts(line.words, know)


def _is_common_there(
    reading: Reading, spoken: Sequence[Word], place: int, sentence: ReadSentence, know: Vocabulary
) -> bool:
    """Whether a capital is that of a common word: of any noun in German, elsewhere of the first word of a sentence.

    A title or another capital that nothing explains may make a name even of common words: "Herr Kern", "Royal Mail".
    """
    word = spoken[place]
    if not is_common(reading.text[word.start : word.end], reading.language):
        return False
    before, after = spoken[place - 1 : place], spoken[place + 1 : place + 2]
    if any(know.is_("titles", other) for other in before):
        return False
    beside = [other for other in (*before, *after) if other.capital]
    if reading.language in _ALL_NOUNS:
        return all(
            is_common(reading.text[other.start : other.end], reading.language)
            or any(m.start <= other.start < m.end for m in sentence.mentions)
            or other is spoken[0]
            or other.text in know.ordinary
            for other in beside
        )
    opened = reading.text[sentence.sentence.start : word.start].rstrip(" \"'“”«»(*_")
    return (place == 0 or opened.endswith((":", "\n", "-", "–", "•", "·"))) and not any(w.capital for w in after)


_ALL_NOUNS = ("de",)
"""Languages that write every noun with a capital."""


def _is_listed(word: Word, know: Vocabulary) -> bool:
    """Whether a word has a use of its own in the grammar, or the ending of a noun where all of them have a capital."""
    lists: list[Phrases[Any]] = [*know.lists.values(), know.things, know.colours, know.counted]
    lists += [know.money_roles, know.date_roles, know.events, know.carriers]
    noun = bool(know.noun_endings) and word.text.endswith(know.noun_endings)
    return noun or any(phrases.within((word,)) for phrases in lists)


def _acts(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether a sentence's first word is somebody who acts: a word of no other use, and a verb right behind it."""
    if len(words) < 2 or any(know.is_(what, words[0]) for what in _OPENERS):
        return False
    if know.events.at(words, 0) or know.money_roles.at(words, 0) or know.date_roles.at(words, 0):
        return False
    second = words[1]
    return any(know.is_(what, second) for what in ("passive", "perfect", "future", "permission"))


_OPENERS = ("determiners", "us", "customer", "adverbs", "negation", "conditional", "nouns", "generic", "openers")
