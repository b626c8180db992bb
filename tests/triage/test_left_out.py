"""Which texts training leaves out to judge itself by."""

from pathlib import Path

import pytest


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "evals" / "benchmarks" / "triage"))
    import texts  # type: ignore[import-not-found]

    return texts


def test_the_same_posts_are_left_out_whatever_other_texts_are_added(
    texts: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes on from weights that ship is judged by nothing that they were taught from."""

    def left_out() -> list[str]:
        return [row["text"] for row, _ in texts.told() if row["file"] == "posts.jsonl" and texts.is_left_out(row)]  # type: ignore[attr-defined]

    posts = [row["text"] for row in texts.read("posts.jsonl")]  # type: ignore[attr-defined]
    assert left_out() == posts[3::4]
    monkeypatch.setattr(texts, "TICKETS", ("tickets.jsonl",))
    assert left_out() == posts[3::4]
