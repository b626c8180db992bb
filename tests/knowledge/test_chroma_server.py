"""A team's Chroma server: vectors are kept there, and each text is embedded once for all."""

import gc
import shutil
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from copilot.errors import SettingsError
from copilot.knowledge import KnowledgeIndex, Scope
from copilot.models import Document
from knowledge.words import SHOP, WordEmbedder

SECONDS = 30
# chromadb's HTTP client never closes its connections; whenever the collector finds one, Python warns.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real server on a free port of this machine."""
    program = shutil.which("chroma", path=str(Path(sys.executable).parent)) or shutil.which("chroma")
    if program is None:
        pytest.skip("chromadb's own `chroma` command is not installed here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(tmp_path_factory.mktemp("c"))]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not _answers(process, f"http://127.0.0.1:{port}/api/v2/heartbeat"):
            pytest.skip(f"`chroma run` did not answer within {SECONDS} s")
        yield f"http://127.0.0.1:{port}/shop"
    finally:
        process.terminate()
        process.wait()
        with warnings.catch_warnings(action="ignore", category=ResourceWarning):
            gc.collect()


def _answers(process: "subprocess.Popen[bytes]", url: str) -> bool:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(url, timeout=1).close()  # noqa: S310  this machine's own server
            return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def test_a_team_embeds_each_text_once(server: str, tmp_path: Path) -> None:
    """Two folders on one server: the second embeds nothing, and both find the same."""
    first, second = WordEmbedder(), WordEmbedder()
    with KnowledgeIndex.open(tmp_path / "a", first, chroma=server) as one:
        one.update(SHOP)
        found = one.search("send an item back")
        assert found[0].passage.document == "returns"
        with KnowledgeIndex.open(tmp_path / "b", second, chroma=server) as two:
            two.update(SHOP)
            assert second.texts == []
            assert two.search("send an item back") == found
        one.update(SHOP[1:])
        assert not {hit.passage.document for hit in one.search("send an item back")} & {"returns"}


def test_the_server_is_asked_for_the_nearest_where_there_are_many(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond what is compared one by one the best answer is the same, and no passage out of scope is found."""
    monkeypatch.setattr("copilot.knowledge.index.nearness.IN_MEMORY_SHARED", 100)
    many = [
        Document(id=f"d{n}", text=f"rule {n} about thing{n % 97}", regions=["EU"] if n == 9 else ["US"])
        for n in range(400)
    ]
    with (
        KnowledgeIndex.open(tmp_path / "a", WordEmbedder(), chroma=server) as asked,
        KnowledgeIndex.open(tmp_path / "b", WordEmbedder()) as compared,
    ):
        asked.update(many)
        compared.update(many)
        question = "what does rule 234 say about thing40"
        best = asked.search(question, 1)
        assert [hit.passage.document for hit in best] == ["d234"]
        assert best == compared.search(question, 1)
        assert [hit.passage.document for hit in asked.search(question, scope=Scope(region="EU"))] == ["d9"]


def test_the_index_remembers_its_server(server: str, tmp_path: Path) -> None:
    """Who searches need not say again where the vectors are."""
    with KnowledgeIndex.open(tmp_path, WordEmbedder(), chroma=server) as index:
        index.update(SHOP)
    with KnowledgeIndex.open(tmp_path, WordEmbedder()) as index:
        assert index.search("gift cards", 1)[0].passage.document == "gifts"


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://example.com", "http://"])
def test_what_is_no_url_is_refused(url: str) -> None:
    """The message shows what one looks like."""
    with pytest.raises(SettingsError, match=r"is no URL; expected one such as 'http://127\.0\.0\.1:8000/shop'"):
        KnowledgeIndex.open(None, WordEmbedder(), chroma=url)


def test_a_server_that_is_not_there_is_said() -> None:
    """A wrong port is a fault of the settings, not of ours."""
    with pytest.raises(SettingsError, match=r"no Chroma server answers at 'http://127\.0\.0\.1:9/shop'"):
        KnowledgeIndex.open(None, WordEmbedder(), chroma="http://127.0.0.1:9/shop")
