"""F015: who the customer is: their tier, and the how manieth of their orders is spoken of."""

from collections.abc import Iterator
from itertools import pairwise

from copilot.checks.certainty import against, by_grammar
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.sentences import Word
from copilot.checks.statements import ReadSentence
from copilot.policy import tiers_of

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ORDERS = ("order", "purchase")
_MEMBERS = ("member", "customer", "status", "tier", "level", "perk", "rate")


def standing(reading: Reading) -> Iterator[Problem]:
    """Each tier and each count of orders that is said to be the customer's, and is not."""
    customer = reading.evidence.customer
    if customer is None:
        return
    own = (customer.tier or "").casefold()
    tells = not by_grammar(reading) or not reading.spoken.isdisjoint(_MEMBERS)
    tiers = tiers_of(reading.evidence.policy) | (_usual(reading) if own else set[str]())
    others = tiers - {own} if tells else frozenset[str]()
    for sentence in reading.sentences:
        words = sentence.sentence.words
        yield from _abroad(reading, sentence, others)
        for place, word in enumerate(words[:-1]):
            after = words[place + 1]
            if word.text in others and after.text in _MEMBERS and _of_theirs(words, place):
                says = reading.text[word.start : after.end]
                message = f"says {says!r}, but the customer's tier is {customer.tier or 'none'!r}"
                status = against(not _supposed(sentence, words, place))
                yield Problem(status, message, word.start, after.end, says, (f"customer:{customer.id}.tier",))
            count = _ORDINALS.get(word.text, 0) if after.text in _ORDERS and _of_theirs(words, place) else 0
            if count > len(reading.evidence.orders) or (count == 1 and _not_first(reading, sentence.orders)):
                says = reading.text[word.start : after.end]
                message = f"says {says!r}, and the records hold {len(reading.evidence.orders)} orders"
                yield Problem("violated", message, word.start, after.end, says)


def _abroad(reading: Reading, sentence: ReadSentence, others: frozenset[str]) -> Iterator[Problem]:
    """Each tier that a reply in another language says the customer to be of ("als Silber-Mitglied")."""
    know = reading.vocabulary
    if know is None or by_grammar(reading):
        return
    for statement in sentence.statements:
        if not statement.asserts or not know.says("being", statement.words):
            continue
        for place, word in enumerate(statement.words):
            called = {tier for tier in others if word.text == tier or know.says_of("tiers", tier, [word])}
            near = statement.words[max(0, place - 3) : place + 3]
            if called and (know.says("membership", near) or word.text in others):
                says = reading.text[word.start : word.end]
                message = f"says {says!r}, and the customer is of another tier"
                yield Problem("unchecked", message, word.start, word.end, says)


def _usual(reading: Reading) -> set[str]:
    """What shops call their tiers."""
    return set(reading.vocabulary.lists["tier_names"].by_first) if reading.vocabulary else set()


def _of_theirs(words: tuple[Word, ...], place: int) -> bool:
    """Whether "your", "you are a" or "as a" stands before, and not "if you were" or "become"."""
    before = {word.text for word in words[max(0, place - 4) : place]}
    other = {"if", "become", "becoming", "not", "no", "when"} & before
    return bool({"your", "as", "are"} & before) and not other


def _supposed(sentence: ReadSentence, words: tuple[Word, ...], place: int) -> bool:
    """Whether the customer is only thought to be of a tier: "you would be too late as a silver member"."""
    part = next((part for part in sentence.statements if words[place] in part.words), None)
    told = {"your", "are"} & {word.text for word in words[max(0, place - 4) : place]}
    pairs = pairwise(word.text for word in part.words) if part else ()
    return not told and any(one == "you" and other in ("would", "could") for one, other in pairs)


def _not_first(reading: Reading, orders: tuple[object, ...]) -> bool:
    dated = sorted((o for o in reading.evidence.orders if o.placed_at), key=lambda o: str(o.placed_at))
    return len(reading.evidence.orders) > 1 and bool(dated) and dated[0] not in orders
