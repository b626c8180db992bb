"""KnowledgeIndex finds the right passage, and holds exactly the documents it was given."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from copilot.errors import IndexMismatch, UnusableIndex
from copilot.knowledge import Changes, KnowledgeIndex, MiniLM, Scope
from copilot.models import Document, Query
from knowledge.words import SHOP, WordEmbedder, doc


@pytest.fixture
def index() -> Iterator[KnowledgeIndex]:
    with KnowledgeIndex.open(None, WordEmbedder()) as opened:
        opened.update(SHOP)
        yield opened


def found(index: KnowledgeIndex, query: str, scope: Scope | None = None) -> list[str]:
    return [hit.passage.document for hit in index.search(query, scope=scope, distinct=True)]


def test_the_default_embedder_finds_by_meaning() -> None:
    """Without a key or a network, a question finds a passage that shares no word with it."""
    with KnowledgeIndex.open() as index:
        index.update(SHOP)
        hits = index.search("How long does delivery take?", limit=1)
    assert [(hit.passage.id, hit.passage.text) for hit in hits] == [("shipping#1", SHOP[1].text)]


def test_a_hit_is_a_span_of_its_document(index: KnowledgeIndex) -> None:
    """What is found can be cited: the passage is where it says it is."""
    hit = index.search("Fees: a label costs 5 EUR.", limit=1)[0]
    assert (hit.passage.id, hit.passage.headings) == ("returns#2", ("Fees",))
    assert hit.passage.text == SHOP[0].text[hit.passage.start : hit.passage.end]
    assert 0 < hit.score <= 1


def test_distinct_gives_each_document_once(index: KnowledgeIndex) -> None:
    """Passages come by default, documents with `distinct`."""
    assert len(index.search("label item days", limit=10)) == 4
    assert sorted(found(index, "label item days")) == ["gifts", "returns", "shipping"]


def test_the_limit_is_kept_and_nothing_asked_finds_nothing(index: KnowledgeIndex) -> None:
    """Blank queries and an empty index have no hits."""
    assert len(index.search("days", limit=2)) == 2
    assert index.search(" \n ") == []
    with KnowledgeIndex.open(None, WordEmbedder()) as empty:
        assert empty.search("days") == []


@pytest.mark.parametrize(
    "query", ['" OR 1', "NEAR(", "a:b*", "\x00", "🙂" * 9, "days " * 9999, "-", "'; DROP TABLE words; --"]
)
def test_any_text_can_be_asked(index: KnowledgeIndex, query: str) -> None:
    """A customer's text is never read as query syntax."""
    assert len(found(index, query)) == 3


def test_a_query_record_can_be_asked(index: KnowledgeIndex) -> None:
    """A query may come as a record."""
    assert index.search(Query(id="1", text="gift cards"), 1) == index.search("gift cards", 1)


def test_no_passage_out_of_scope_is_found() -> None:
    """However good it is, and however few are in scope."""
    many = [doc(f"us{n}", f"Refund rules number {n} for refunds", regions=["US"]) for n in range(300)]
    old = doc("old", "Refund rules", effective_to=date(2025, 12, 31))
    eu = doc("eu", "Nothing alike", regions=["EU"])
    with KnowledgeIndex.open(None, WordEmbedder()) as index:
        index.update([*many, old, eu])
        scope = Scope(region="EU", as_of=datetime(2026, 3, 2, tzinfo=UTC))
        assert found(index, "refund rules", scope) == ["eu"]
        assert found(index, "refund rules", Scope(kinds=("faq",))) == []


def test_an_update_does_only_what_changed(tmp_path: Path) -> None:
    """Unchanged documents are not embedded again, changed ones are, and removed ones are gone."""
    embedder = WordEmbedder()
    with KnowledgeIndex.open(tmp_path, embedder) as index:
        assert index.update(SHOP) == Changes(("returns", "shipping", "gifts"), (), ())
        assert index.matches(SHOP)
        embedder.texts.clear()
        edited = doc("shipping", "Parcels arrive in 2 days.")
        assert index.update([SHOP[0], edited]) == Changes(("shipping",), ("returns",), ("gifts",))
        assert embedder.texts == ["shipping\nParcels arrive in 2 days."]
        assert not index.matches(SHOP)
        assert index.matches([SHOP[0], edited])
        assert [hit.passage.text for hit in index.search("parcels", 1)] == ["Parcels arrive in 2 days."]
        assert "gifts" not in found(index, "gift cards")


def test_documents_that_say_the_same_are_named(index: KnowledgeIndex) -> None:
    """Copies crowd each other out of the hits, so an update warns of them."""
    copy = doc("presents", "Gift  cards never expire and cannot be exchanged for CASH.")
    warning = "'presents' says the same as 'gifts'; keep one, or give them different scopes"
    assert index.update([*SHOP, copy]).warnings == (warning,)


def test_what_does_not_fit_is_left_out() -> None:
    """Asked for what fits, the index may answer with nothing."""
    with KnowledgeIndex.open() as index:
        index.update(SHOP)
        assert [hit.passage.id for hit in index.search("Do gift cards expire?", 1, fitting=True)] == ["gifts#1"]
        assert index.search("Who won the football match?", fitting=True) == []


def test_a_change_of_scope_alone_embeds_nothing(tmp_path: Path) -> None:
    """Vectors belong to texts, so new dates cost no embedding and hold at once."""
    embedder = WordEmbedder()
    with KnowledgeIndex.open(tmp_path, embedder) as index:
        index.update(SHOP)
        embedder.texts.clear()
        index.update([*SHOP[:2], SHOP[2].model_copy(update={"regions": ["US"]})])
        assert embedder.texts == []
        assert "gifts" not in found(index, "gift cards", Scope(region="EU"))


def test_an_index_is_found_again(tmp_path: Path) -> None:
    """What one run built, the next one searches, with the same answers."""
    with KnowledgeIndex.open(tmp_path, WordEmbedder()) as index:
        index.update(SHOP)
        before = index.search("label for an item")
    with KnowledgeIndex.open(tmp_path, WordEmbedder()) as index:
        assert index.matches(SHOP)
        assert index.search("label for an item") == before


def test_an_index_of_another_embedder_is_refused(tmp_path: Path) -> None:
    """Vectors of two models do not mix; the error says what to do."""
    KnowledgeIndex.open(tmp_path, WordEmbedder("one")).close()
    with pytest.raises(IndexMismatch, match=r"built with embedder 'one', and this is 'two'; open it with the embedder"):
        KnowledgeIndex.open(tmp_path, WordEmbedder("two"))


def test_an_index_of_another_layout_is_laid_out_anew(tmp_path: Path) -> None:
    """After an upgrade a search says what to do, and an update keeps every vector."""
    embedder = WordEmbedder()
    with KnowledgeIndex.open(tmp_path, embedder) as index:
        index.update(SHOP)
    with sqlite3.connect(tmp_path / "catalog.sqlite") as catalog:
        catalog.execute("UPDATE meta SET value = '1' WHERE key = 'layout'")
        catalog.execute("ALTER TABLE passages DROP COLUMN counts")
    catalog.close()
    embedder.texts.clear()
    with KnowledgeIndex.open(tmp_path, embedder) as index:
        assert not index.matches(SHOP)
        with pytest.raises(IndexMismatch, match="another version of this library; run `copilot index` once more"):
            index.search("gift cards")
        index.update(SHOP)
        assert embedder.texts == []
        assert found(index, "gift cards")[0] == "gifts"


def test_an_index_built_with_an_object_asks_for_it(tmp_path: Path) -> None:
    """No name opens it, so the error says what to pass."""
    KnowledgeIndex.open(tmp_path, WordEmbedder("mine")).close()
    with pytest.raises(IndexMismatch, match="the embedder 'mine', which was given as an object; open it with that"):
        KnowledgeIndex.open(tmp_path)


def test_an_embedder_that_lies_about_its_size_is_refused() -> None:
    """Vectors of another length than was promised would spoil the index."""
    embedder = WordEmbedder()
    embedder.dimensions = 65
    embedder.embed = lambda texts: np.ones((len(texts), 64), np.float32)  # type: ignore[method-assign]
    with KnowledgeIndex.open(None, embedder) as index, pytest.raises(IndexMismatch, match=r"shape \(8, 64\)"):
        index.update(SHOP)


def test_an_interrupted_update_leaves_the_old_index_and_resumes(tmp_path: Path) -> None:
    """Readers see the old documents until the new ones are all there; what was embedded is not embedded again."""
    many = [doc(f"d{n}", f"Text number {n} about parcels") for n in range(600)]
    embedder = WordEmbedder()
    with KnowledgeIndex.open(tmp_path, embedder) as index:
        index.update(SHOP)
        embedder.texts.clear()
        embedder.fails_after = 1
        with pytest.raises(TimeoutError):
            index.update(many)
        saved, embedder.fails_after = len(embedder.texts), None
        assert found(index, "gift cards")[0] == "gifts"
        embedder.texts.clear()
        index.update(many)
        assert len(embedder.texts) == 2 * 600 - saved
        assert saved > 0
        assert set(found(index, "gift cards")) <= {document.id for document in many}


def test_another_process_sees_what_was_built(tmp_path: Path) -> None:
    """An index that is open follows what another process builds in the same folder."""
    with KnowledgeIndex.open(tmp_path, MiniLM()) as index:
        index.update(SHOP)
        assert found(index, "opening hours of the store")
        build = f"""
from pathlib import Path
from copilot.knowledge import KnowledgeIndex
from copilot.models import Document
with KnowledgeIndex.open(Path({str(tmp_path)!r})) as index:
    index.update([Document(id="hours", text="We open at nine o'clock and close at six.")])
"""
        subprocess.run([sys.executable, "-c", build], check=True)
        hits = index.search("When can I visit the store?")
    assert [hit.passage.document for hit in hits] == ["hours"]
    assert hits[0].similarity > 0.2


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    """One waits for the other: what is left is what one of them was given, whole, and it can be searched."""
    build = """
import sys
from pathlib import Path
from copilot.knowledge import KnowledgeIndex
from copilot.models import Document
from knowledge.words import WordEmbedder
with KnowledgeIndex.open(Path(sys.argv[1]), WordEmbedder()) as index:
    for turn in range(5):
        index.update([Document(id=f"{sys.argv[2]}{n}", text=f"page {n} of {sys.argv[2]}{turn}") for n in range(20)])
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    running = [
        subprocess.Popen([sys.executable, "-c", build, str(tmp_path), name], env=environment) for name in ("a", "b")
    ]
    assert [process.wait() for process in running] == [0, 0]
    with KnowledgeIndex.open(tmp_path, WordEmbedder()) as index:
        given = {name: [Document(id=f"{name}{n}", text=f"page {n} of {name}4") for n in range(20)] for name in "ab"}
        last = next(name for name, documents in given.items() if index.matches(documents))
        hits = index.search(f"page 7 of {last}4", 30)
        assert {hit.passage.document for hit in hits} == {document.id for document in given[last]}
        assert all(hit.similarity > 0.3 for hit in hits), "no vector is missing"


def test_threads_may_search_together(index: KnowledgeIndex) -> None:
    """The same question has the same answer in every thread."""
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: index.search("label for an item"), range(40)))
    assert answers == [answers[0]] * 40


def test_a_damaged_index_says_so_and_what_to_do(tmp_path: Path) -> None:
    """Not a traceback of SQLite or Chroma: the folder, the reason, and that it may be deleted."""
    with KnowledgeIndex.open(tmp_path, WordEmbedder()) as index:
        index.update(SHOP)
    (tmp_path / "catalog.sqlite").write_bytes(b"no database" * 100)
    for other in ("catalog.sqlite-wal", "catalog.sqlite-shm"):
        (tmp_path / other).unlink(missing_ok=True)
    with pytest.raises(UnusableIndex, match=r"cannot be used: file is not a database; .* delete it and index again"):
        KnowledgeIndex.open(tmp_path, WordEmbedder())
    with pytest.raises(UnusableIndex, match="Not a directory"):
        KnowledgeIndex.open(tmp_path / "catalog.sqlite" / "index", WordEmbedder())


def test_vectors_that_were_lost_are_missed_and_made_again(tmp_path: Path) -> None:
    """A folder that was restored in part does not answer as if nothing were amiss."""
    with KnowledgeIndex.open(tmp_path, WordEmbedder()) as index:
        index.update(SHOP)
        found = index.search("send an item back")
    shutil.rmtree(tmp_path / "chroma")
    with KnowledgeIndex.open(tmp_path, WordEmbedder()) as index:
        with pytest.raises(UnusableIndex, match="its vectors are gone"):
            index.search("send an item back")
        assert index.update(SHOP[1:]).added == tuple(document.id for document in SHOP[1:])
        index.update(SHOP)
        assert index.search("send an item back") == found
