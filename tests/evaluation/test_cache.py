"""Results kept between runs of a suite."""

from pathlib import Path

from copilot.evaluation.cache import Cache


def test_what_is_kept_comes_back_and_is_its_owners_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept")
    assert cache.get("drafts", "ab12") is None
    cache.put("drafts", "ab12", {"text": "Dear Zoë"})
    assert cache.get("drafts", "ab12") == {"text": "Dear Zoë"}
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700


def test_what_is_kept_is_its_owners_alone_in_a_folder_that_was_there(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Cache(tmp_path).put("drafts", "ab12", {"text": "Dear Zoë"})
    kept = [tmp_path, *sorted(tmp_path.rglob("*"))]
    assert [(path.name, oct(path.stat().st_mode & 0o777)) for path in kept[1:]] == [
        ("drafts", "0o700"),
        ("ab", "0o700"),
        ("ab12.json", "0o600"),
    ]
    assert oct(kept[0].stat().st_mode & 0o777) == "0o755"


def test_what_cannot_be_read_counts_as_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("drafts", "ab12", 1)
    (tmp_path / "drafts" / "ab" / "ab12.json").write_text("{", encoding="utf-8")
    assert cache.get("drafts", "ab12") is None
