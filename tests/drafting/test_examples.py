"""Examples of tone from approved replies."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from llm.shops import sample, triage
from numpy.typing import NDArray

from copilot.drafting import examples
from copilot.evidence import Evidence
from copilot.models import Message, Review, Triage

from .examples import composed


def words_as_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Texts that share words point the same way."""
    known = sorted({word for text in texts for word in text.casefold().split()})
    rows = np.array([[word in text.casefold().split() for word in known] for text in texts], np.float32)
    normed: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return normed


def approved(evidence: Evidence, read: Triage, text: str) -> tuple[Review, dict[str, object]]:
    draft = composed(evidence, read).model_copy(update={"text": text, "language": read.language})
    review = Review(id=f"R-{evidence.ticket.id}", ticket_id=evidence.ticket.id, as_of=evidence.as_of, state="sent",
                    triage=read, draft=draft, blocked=False, clean=True)  # fmt: skip
    return review, evidence.records()


def test_an_example_lends_its_tone_and_no_fact() -> None:
    """Values, names and items of the past case are replaced by what they are; the rest is as a colleague wrote it."""
    past, read = sample().case("S001")
    reply = "Hello Hannah,\n\nlovely that you wrote! QM-72601 comes on 19 November with KU7753730769DE.\n\nAna"
    now, asks = sample().case("S002")

    shown = examples(now.ticket, asks, [approved(past, read, reply)], lambda texts: np.ones((len(texts), 1)))

    assert shown == ("Hello [name],\n\nlovely that you wrote! [id] comes on [date] with [id].\n\nAna",)


def test_only_the_closest_of_the_same_matter_and_language_are_shown() -> None:
    """Two at most, the closest first; the ticket's own earlier draft, other languages and other matters are left out."""
    now, asks = sample().case("S002")
    said = now.ticket.messages[-1].body

    def past(id: str, body: str) -> Evidence:
        message = Message(author="customer", body=body)
        ticket = now.ticket.model_copy(update={"id": id, "messages": [message]})
        return replace(now, ticket=ticket)

    german = asks.model_copy(update={"language": "de"})
    other = triage("X", "praise")
    cases = [
        approved(past("near", f"{said} please"), asks, "near"),
        approved(past("same", said), asks, "same"),
        approved(past("far", "something else entirely"), asks, "far"),
        approved(past("third", f"{said} thanks a lot dear people"), asks, "third"),
        approved(now, asks, "own"),
        approved(past("german", said), german, "german"),
        approved(past("other", said), other, "other"),
    ]

    assert examples(now.ticket, asks, cases, words_as_vectors) == ("same", "near")
