"""V001 personal facts in public, V002 card numbers, L001 placeholders, L002, L004 language, L003 empty, T001 blame."""

import re
from collections.abc import Iterator, Sequence

from copilot.checks.certainty import against
from copilot.checks.mentions import Mention
from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.sentences import Word, words, words_of
from copilot.checks.statements import ReadSentence
from copilot.checks.stems import stem
from copilot.checks.vocabulary import Vocabulary
from copilot.language import detect

_SLOT = r"(?:name|number|no|id|date|day|amount|sum|price|link|url|item|product|carrier|address|agent|signature|reason)"
PLACEHOLDER = re.compile(
    r"\$?\{{1,2}[^{}\n]{0,60}\}{1,2}|\[(?=[^\]\n]{0,60}[^\W\d_]{2})[^\]\n]{1,60}\](?!\()|\[\s*[._…-]{2,9}\s*\]"
    r"|<{1,2}(?=[^\W\d_])(?!https?:|mailto:|[^<>@\s]{1,64}@)[^<>\n/]{1,40}>{1,2}|%{1,2}[^\W\d_][\w.]{1,40}%{1,2}"
    r"|(?<![\w])X{2,}(?![\w])|\bx{3,}\b|_{3,}|#{3,}(?!\s)|(?<!\S)\?{2,}"
    r"|\b(?:TODO|FIXME|TBD|TBC|TBA|tbd|tbc|undefined|NaN|null)\b"
    r"|(?i:\blorem ipsum\b|\b(?:dd|mm|xx)[./-](?:mm|dd|xx)\b|\bplaceholder\b)"
    rf"|(?i:\((?:(?:please )?(?:insert|add|enter|fill in)\b[^()\n]{{0,40}}"
    rf"|(?:(?:the|your|customer|first|last|order|tracking|"
    rf"agent)\s?){{0,2}}{_SLOT})\))"
)
CARD_END = 4  # so many digits of a card may be shown: its end
PERSONAL = ("id", "tracking", "money", "address", "email", "phone", "date", "method", "product")


def personal(reading: Reading) -> Iterator[Problem]:
    """Each fact of an order or a customer in a reply that others can read."""
    if not reading.evidence.ticket.in_public:
        return
    for sentence in reading.sentences:
        for mention in sentence.mentions:
            facts = [f for f in mention.facts if f.type in PERSONAL and f.subject.startswith(("order:", "customer:"))]
            if facts and not _known_to_all(reading, mention):
                says = reading.text[mention.start : mention.end]
                message = f"others can read this reply, and {says!r} is personal ({facts[0].source})"
                status = against(_disclosed(sentence, mention, reading) or not _kind_known(reading, mention))
                yield Problem(status, message, mention.start, mention.end, says, (facts[0].id,))


def _disclosed(sentence: ReadSentence, mention: Mention, reading: Reading) -> bool:
    """Whether a thing is told to be the customer's, or to have been bought: "enjoy your tent", "for buying a tent"."""
    know = reading.vocabulary
    before = [word for word in sentence.sentence.words if word.end <= mention.start][-BEFORE:]
    bought = not _BOUGHT.isdisjoint(sentence.texts)
    return bought or (know is not None and any(know.is_("yours", word) for word in before))


BEFORE = 3  # words before a thing in which "your" stands: "your two new Tarn Mugs"
_BOUGHT = frozenset(["buying", "bought", "ordering", "ordered", "purchasing", "purchased", "order", "purchase"])


def _kind_known(reading: Reading, mention: Mention) -> bool:
    """Whether the customer wrote of such a thing: its own name, which the catalogue has, may be told or not."""
    spoken = list(words(reading.text, mention.start, mention.end))
    shelved = any(fact.subject.startswith("product:") for fact in mention.of("product"))
    return shelved and bool(spoken) and stem(spoken[-1].text) in reading.customers_stems


def _known_to_all(reading: Reading, mention: Mention) -> bool:
    """Whether it is a thing of which the customer wrote themselves."""
    said = {stem(word).rstrip("s") for word in reading.customers_words}  # one bin, and bins
    named = words_of(reading.text[mention.start : mention.end])
    return (
        bool(mention.of("product")) and not mention.of("id") and all(stem(word).rstrip("s") in said for word in named)
    )


def cards(reading: Reading) -> Iterator[Problem]:
    """Each full card number."""
    for value in reading.values:
        if value.type == "card" and sum(map(str.isdigit, value.text)) > CARD_END:
            yield Problem("violated", "a full card number", value.start, value.end, value.text)


def placeholders(reading: Reading) -> Iterator[Problem]:
    """Each placeholder that was not filled."""
    for match in PLACEHOLDER.finditer(reading.text):
        says = match.group()
        if any(value.start <= match.start() and match.end() < value.end for value in reading.values):
            continue  # it is a figure and its unit: "null Euro" in German
        yield Problem("violated", f"the placeholder {says!r} was left", match.start(), match.end(), says)


def unread(reading: Reading) -> Iterator[Problem]:
    """A draft in a language that the checks cannot read is not decided."""
    if reading.vocabulary is None and reading.text.strip():
        yield Problem("unchecked", f"the checks do not read {reading.language!r}, so statements were not decided")


def foreign(reading: Reading) -> Iterator[Problem]:
    """A draft in another language than the customer's."""
    ticket = reading.evidence.ticket
    guess = detect(ticket.last_said)
    theirs = ticket.language.casefold().split("-")[0].split("_")[0] if ticket.language else guess.code
    if theirs not in ("und", reading.language) and (ticket.language or not guess.unsure):
        yield Problem("violated", f"the customer writes {theirs!r}, and this is in {reading.language!r}")


def empty(reading: Reading) -> Iterator[Problem]:
    """A draft without words."""
    if not any(character.isalnum() for character in reading.text):
        yield Problem("violated", "the draft says nothing")


def overlong(reading: Reading) -> Iterator[Problem]:
    """A draft with more characters than its channel takes."""
    ticket = reading.evidence.ticket
    limit = reading.limits.get("public" if ticket.in_public else ticket.channel)
    if limit is not None and len(reading.text) > limit:
        message = f"{len(reading.text)} characters, and {limit} are allowed here"
        yield Problem("violated", message, limit, len(reading.text), reading.text[limit:])


def blame(reading: Reading) -> Iterator[Problem]:
    """Each turn of phrase that blames the customer."""
    know = reading.vocabulary
    if know is None:
        return
    for sentence in reading.sentences:
        words = sentence.sentence.words
        for one, other, verb in zip(words, words[1:], words[2:], strict=False):
            known = know.says_of("guess", "of", [verb])
            guessed = know.says_of("guess", "by", [other]) and (known or verb.text.endswith("ed"))
            guessed = guessed or (known and know.says_of("guess", "small", [other]))
            if one.text == "you" and guessed and not sentence.sentence.question:
                says = reading.text[one.start : verb.end]
                yield Problem(against(known), "this blames the customer", one.start, verb.end, says)
        for place, length, _ in know.lists["blame"].find(words):
            start, end = words[place].start, words[place + length - 1].end
            before, after = words[max(0, place - 3) : place], words[place + length : place + length + 1]
            if (after and know.is_("blameless", after[0])) or _is_owned(words[place : place + length], after, know):
                continue
            if know.says("negation", before) or sentence.quoted or sentence.sentence.question:
                continue
            yield Problem("violated", "this blames the customer", start, end, reading.text[start:end])
        for place, length, _ in know.lists["blaming"].find(words):
            start, end = words[place].start, words[place + length - 1].end
            if not (know.says("negation", words[:place]) or sentence.quoted or sentence.sentence.question):
                yield Problem("unchecked", "this may blame the customer", start, end, reading.text[start:end])


def _is_owned(phrase: Sequence[Word], after: Sequence[Word], know: Vocabulary) -> bool:
    """Whether the "have" of a phrase is no auxiliary: "you should have the money", "indigo is what you should have"."""
    return know.is_("perfect", phrase[-1]) and (not after or know.is_("determiners", after[0]))
