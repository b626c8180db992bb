"""F009: whoever is greeted or named is in the evidence; F010: an option stands on the item that it is said of."""

from collections.abc import Iterator, Sequence

from copilot.checks.mentions import Mention
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading, ReadSentence
from copilot.checks.sentences import Word, words
from copilot.checks.signature import signed
from copilot.checks.vocabulary import Vocabulary
from copilot.values import locale_of

ADJACENT = 2  # an option so near before the next item is said of that one
WINDOW = 60  # code points behind an item in which an option is said of it


def names(reading: Reading) -> Iterator[Problem]:
    """Each capitalised word that nothing in the evidence explains; a greeting must name the customer."""
    know = reading.vocabulary
    if know is None:
        return
    explained = _explained(reading)
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
                yield from _greeted(reading, sentence, rest, know)
            continue
        for place, word in enumerate(spoken):
            if word.capital and not _is_no_name(word, place, sentence, know, explained):
                says = reading.text[word.start : word.end]
                yield Problem(
                    "unchecked", f"nothing in the evidence explains the name {says!r}", word.start, word.end, says
                )  # fmt: skip


def options(reading: Reading) -> Iterator[Problem]:
    """Each item whose options, as the draft joins them, are those of no line or variant."""
    for sentence in reading.sentences:
        items = [mention for mention in sentence.mentions if mention.of("product")]
        for number, item in enumerate(items):
            until = items[number + 1].start if number + 1 < len(items) else item.end + WINDOW
            said = [
                m
                for m in sentence.mentions
                if item.end <= m.start < until and m.of("option") and not m.of("product") and until - m.end > ADJACENT
            ]
            said += [m for m in sentence.mentions if m.of("option") and 0 <= item.start - m.end <= ADJACENT]
            if said and not _joined(reading, sentence, item, said):
                start, end = min(m.start for m in (item, *said)), max(m.end for m in (item, *said))
                says = reading.text[start:end]
                message = f"no such item is in the evidence: {says!r}"
                yield Problem("violated", message, start, end, says, tuple(f.id for f in item.facts[:3]))


def _turns(text: str, words: Sequence[Word], after: int) -> bool:
    """Whether a comma behind a greeting begins what is said ("Hallo, Ihre Bestellung …"), and not a name."""
    if after >= len(words) or "," not in text[words[after - 1].end : words[after].start]:
        return False
    name = text[words[after].start : words[min(after + 3, len(words) - 1)].end + 2]
    return not any(sign in name for sign in ",!:\n")


def _greeted(reading: Reading, sentence: ReadSentence, words: Sequence[Word], know: Vocabulary) -> Iterator[Problem]:
    """The words of a greeting, up to its comma, must be the customer's name; "there" and titles are nobody's."""
    customer = reading.evidence.customer
    own = {word.text for word in _words_of(customer.name)} if customer else _signed(reading)
    for word in words:
        if any(sign in reading.text[words[0].start : word.start] for sign in ",!:\n"):
            return
        if word.capital and word.text not in own and not know.is_("titles", word):
            says = reading.text[word.start : word.end]
            fix = customer.first_name if customer else None
            message = f"greets {says!r}, but the customer is {customer.name!r}" if customer else f"who is {says!r}?"
            ids = (f"customer:{customer.id}.name",) if customer else ()
            yield Problem("violated", message, word.start, word.end, says, ids, fix)


def _signed(reading: Reading) -> set[str]:
    """Words that an unknown sender wrote: their own name may be among them."""
    return {word.text for text in reading.evidence.ticket.said for word in _words_of(text)}


def _explained(reading: Reading) -> set[str]:
    """Every word of the evidence, of the ticket and of the passages found for it."""
    evidence = reading.evidence
    texts = [fact.value for fact in evidence.facts if fact.type not in ("money", "date", "duration", "count")]
    texts += _countries(reading)
    texts += [*evidence.ticket.said, *(hit.passage.text for hit in evidence.hits)]
    return {word.text for text in texts for word in _words_of(text)}


def _countries(reading: Reading) -> list[str]:
    """The names of the countries that addresses give by code."""
    codes = {fact.value for fact in reading.evidence.facts if fact.role.endswith(".country")}
    territories = locale_of(reading.language).territories
    return [territories[code] for code in codes if code in territories]


def _is_no_name(word: Word, place: int, sentence: ReadSentence, know: Vocabulary, explained: set[str]) -> bool:
    if (
        know.is_("not_names", word)
        or know.methods.within((word,))
        or word.text in explained
        or word.text.removesuffix("s") in explained
        or (know.auxiliaries == "anywhere" and _is_listed(word, know))
    ):
        return True
    if any(value.start <= word.start < value.end for value in sentence.values):
        return True
    if any(mention.start <= word.start < mention.end for mention in sentence.mentions):
        return True
    line = sentence.sentence
    if word.start < line.key_end:
        return not any(value.type in ("money", "count") for value in sentence.values) or know.is_("openers", word)
    if place == 0 and line.item:
        return "(" not in line.text[:40]
    return place == 0 and not _acts(line.words, know)


def _is_listed(word: Word, know: Vocabulary) -> bool:
    """Whether a word has a use of its own in the grammar, or the ending of a noun where all of them have a capital."""
    lists = (*know.lists.values(), know.things, know.colours, know.counted, know.money_roles, know.date_roles)
    return (bool(know.noun_endings) and word.text.endswith(know.noun_endings)) or any(
        phrases.within((word,)) for phrases in (*lists, know.events, know.carriers)
    )


def _acts(words: Sequence[Word], know: Vocabulary) -> bool:
    """Whether a sentence's first word is somebody who acts: a word of no other use, and a verb right behind it."""
    if len(words) < 2 or any(know.is_(what, words[0]) for what in _OPENERS):
        return False
    if know.events.at(words, 0) or know.money_roles.at(words, 0) or know.date_roles.at(words, 0):
        return False
    second = words[1]
    return any(know.is_(what, second) for what in ("passive", "perfect", "future", "permission"))


def _words_of(text: str) -> Iterator[Word]:
    return words(text, 0, len(text))


_OPENERS = ("determiners", "us", "customer", "adverbs", "negation", "conditional", "nouns", "generic", "openers")


def _joined(reading: Reading, sentence: ReadSentence, item: Mention, said: Sequence[Mention]) -> bool:
    """Whether one line of these orders, or one variant of the catalogue, has all the options that are named."""
    subjects = {fact.subject for fact in item.facts}
    values = [{fact.value.casefold() for fact in mention.of("option")} for mention in said]
    owned = [
        line.options
        for order in sentence.orders
        for line in order.items
        if f"order:{order.id}/line:{line.id}" in subjects
    ]
    products = {f.subject for f in item.facts if f.subject.startswith("product:")}
    offered = [
        variant.options
        for product in reading.evidence.products
        if f"product:{product.id}" in products
        for variant in product.variants
    ]
    return any(
        all(choice & {value.casefold() for value in options.values()} for choice in values)
        for options in (owned or offered)
    )
