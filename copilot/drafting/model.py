"""A model's reply: sentences with slots and sources, and how they become a draft."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from copilot.models import Citation, Draft
from copilot.models import Slot as Filled
from copilot.privacy import Placeholders

from .slots import Slot
from .text import Style, shown

SLOT = re.compile(r"\{\s{0,3}([A-Za-z][\w.\-]{0,80})\s{0,3}\}")
_JOINED = re.compile(r"[ \t]{2,}")


class ReplySentence(BaseModel):
    """One sentence, and what it rests on."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="One sentence of the reply, values written as {slots}.")
    sources: list[str] = Field(description="Ids of the slots, offers, clauses or passages that the sentence rests on.")


class ReplyParagraph(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sentences: list[ReplySentence]


class DraftReply(BaseModel):
    """The reply to the customer."""

    model_config = ConfigDict(extra="forbid")

    paragraphs: list[ReplyParagraph]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A draft as its customer would read it; `slots` and `raw` count the values written by slot and in figures."""

    draft: Draft
    unknown_slots: tuple[str, ...]
    unknown_sources: tuple[str, ...]
    filled: int


def render_reply(
    reply: DraftReply,
    slots: Mapping[str, Slot],
    sources: Mapping[str, tuple[str, ...]],
    placeholders: Placeholders,
    *,
    language: str,
    style: Style,
) -> Rendered:
    """The draft with its values filled in, and a citation for each sentence that has sources.

    `sources` tells which facts, clauses and passages a name that the model may cite stands for. A slot that nobody
    knows stays in its braces, so that no check lets it pass.
    """
    text = ""
    citations: list[Citation] = []
    places: list[Filled] = []
    unknown_slots: list[str] = []
    unknown_sources: list[str] = []
    filled = 0
    for paragraph in reply.paragraphs:
        previous = ""
        text = f"{text.rstrip()}\n\n" if text else ""
        for sentence in paragraph.sentences:
            used = [name for name in SLOT.findall(sentence.text) if name in slots]
            unknown_slots += [name for name in SLOT.findall(sentence.text) if name not in slots]
            unknown_sources += [name for name in sentence.sources if name.strip("{}[] ") not in sources]
            filled += len(used)
            written, inside = _filled(sentence.text, slots, placeholders, style)
            if not written:
                continue
            if previous:
                text += "\n" if written.startswith("- ") or previous.startswith("- ") else " "
            rests_on = [slots[name].fact.id for name in used]
            rests_on += [id for name in sentence.sources for id in sources.get(name.strip("{}[] "), ())]
            start = len(text)
            places += [Filled(start=start + p.start, end=start + p.end, fact=p.fact) for p in inside]
            if rests_on:
                found = list(dict.fromkeys(rests_on))
                citations.append(Citation(start=start, end=start + len(written), sources=found))
            text += written
            previous = written
    draft = Draft(text=text.rstrip(), language=language, author="model", citations=citations, slots=places)
    return Rendered(draft, tuple(dict.fromkeys(unknown_slots)), tuple(dict.fromkeys(unknown_sources)), filled)


def _filled(
    written: str, slots: Mapping[str, Slot], placeholders: Placeholders, style: Style
) -> tuple[str, list[Filled]]:
    """The sentence with its slots and placeholders filled, and where in it the slots' facts stand."""
    sentence = _JOINED.sub(" ", placeholders.restore(written.replace("\\n", "\n"))).strip()
    text, places, done = "", [], 0
    for match in SLOT.finditer(sentence):
        if slot := slots.get(match[1]):
            value = slot.text if slot.text is not None else shown(slot.fact, style)
            text += sentence[done : match.start()]
            places.append(Filled(start=len(text), end=len(text) + len(value), fact=slot.fact.id))
            text += value
            done = match.end()
    return text + sentence[done:], places
