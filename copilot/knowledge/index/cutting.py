"""From a document to what the index keeps of it: passages, the words in them, and the texts that get vectors."""

import hashlib

from copilot.knowledge.catalog import Cut, Named, place_of
from copilot.knowledge.glossary import foreign_language, in_english
from copilot.knowledge.multilingual import is_foreign
from copilot.knowledge.passages import passages_of
from copilot.knowledge.words import stems
from copilot.models import Document


def cut(document: Document, content: str, texts: dict[str, tuple[str, ...]], *, english: bool) -> Cut:
    """The document with its passages; the texts of their vectors are added to `texts`, by the vectors' names.

    A vector has one text for each reader: with `english`, the first reads other languages through the glossary, and
    the second reads what is written.
    """
    language = foreign_language(document.text)
    named = []
    for passage in passages_of(document):
        place = place_of(passage)
        body, heads = "\n".join([*place, passage.text]), " > ".join(place)
        translated = in_english(passage.text, language) if language else ""
        read = [(in_english(part, language) if language else "") or part for part in place]
        reading = "\n".join([*read, *([translated] if language else []), passage.text])
        names = [_named((reading, body) if english else (body,), texts)]
        if heads:
            names.append(_named((" > ".join(read), heads) if english else (heads,), texts))
        words = stems(body, language) + (stems(" ".join([*read, translated])) if language else [])
        named.append(Named(passage, names[0], names[1] if heads else None, tuple(words)))
    return Cut(document, content, is_foreign(document.text), tuple(named))


def content_of(document: Document) -> str:
    """Changes when anything that the index keeps of a document does."""
    return hashlib.sha256(document.model_dump_json(exclude={"clauses", "metadata"}).encode()).hexdigest()


def _named(versions: tuple[str, ...], texts: dict[str, tuple[str, ...]]) -> str:
    """The name of a text's vectors, by which equal texts share them."""
    name = hashlib.sha256("\0".join(dict.fromkeys(versions)).encode()).hexdigest()[:32]
    texts[name] = versions
    return name
