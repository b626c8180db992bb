"""How a draft speaks to people: whether it is sorry, understands, thanks, owns up, gives reasons, hands on."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from copilot.shipped import read_words

from .reading import Reading
from .sentences import Word
from .statements import ReadSentence
from .vocabulary import Phrases, phrases_of

REQUESTS = "requests"


@cache
def manner(language: str) -> dict[str, Phrases[bool]]:
    """The words of manner of a language by what they show; "requests.invoice" are those that touch a request."""
    file = files(__package__) / "words" / "manner" / f"{language}.yaml"
    if not file.is_file():
        return {}
    data = read_words(file.read_text(encoding="utf-8"))
    lists = {name: words for name, words in data.items() if name != REQUESTS}
    lists |= {f"{REQUESTS}.{intent}": words for intent, words in data[REQUESTS].items()}
    return {name: phrases_of((word, True) for word in words) for name, words in lists.items()}


def touches(reading: Reading, request: str) -> bool:
    """Whether any sentence has a word of this request, quotations of a policy in the shop's language among them."""
    what = f"{REQUESTS}.{request}"
    return any(
        what in known and known[what].within(sentence.sentence.words)
        for known in (manner(reading.language), manner(reading.evidence.shop.locale.split("_")[0]))
        for sentence in reading.sentences
    )


def shows(reading: Reading, *what: str, among: Iterable[ReadSentence] | None = None) -> bool:
    """Whether the shop's own words in these sentences (by default all) show any of this."""
    sentences = reading.sentences if among is None else among
    return any(
        says(name, sentence.sentence.words, reading) for sentence in sentences if not sentence.quoted for name in what
    )


def says(what: str, words: Sequence[Word], reading: Reading) -> bool:
    """Whether a phrase of this list stands in these words."""
    known = manner(reading.language)
    return what in known and known[what].within(words)
