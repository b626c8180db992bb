"""The lists of words: every language has all of them, and each event in all of its forms."""

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from copilot.checks import vocabulary as reading
from copilot.checks.vocabulary import missing, vocabulary

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
WORDS = files("copilot.checks") / "words"


def _read(language: str) -> dict[str, object]:
    text = (WORDS / f"{language}.yaml").read_text("utf-8")
    data: dict[str, object] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  all values are text
    return data


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_lists_of_english(language: str) -> None:
    assert sorted(_read(language)) == sorted(_read("en"))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_speaks_of_the_same_events(language: str) -> None:
    kinds = {str(key).partition(" ")[0] for key in _read(language)["events"]}  # type: ignore[attr-defined]
    assert kinds == set(_read("en")["events"])  # type: ignore[call-overload]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_same_roles_ways_to_pay_and_things_are_known(language: str) -> None:
    ours, theirs = _read(language), _read("en")
    for key in ("money_roles", "date_roles"):
        assert {e["role"] for e in ours[key]} <= {e["role"] for e in theirs[key]}  # type: ignore[attr-defined]
    assert set(ours["methods"]) == set(theirs["methods"])  # type: ignore[call-overload]
    assert set(ours["counted"]) <= set(theirs["counted"])  # type: ignore[call-overload]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_read(language: str) -> None:
    know = vocabulary(language)
    assert know is not None and know.language == language


def test_a_language_without_a_file_is_not_read() -> None:
    assert vocabulary("pl") is None


def test_a_language_of_which_any_file_is_missing_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert missing("de") == ()
    monkeypatch.setattr(reading, "READ", (*reading.READ, "checks/words/nowhere/{}.yaml"))
    vocabulary.cache_clear()
    assert (missing("de"), vocabulary("de")) == (("checks/words/nowhere/de.yaml",), None)
    vocabulary.cache_clear()


def test_a_language_whose_values_are_not_read_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LANGUAGES", ("en",))
    vocabulary.cache_clear()
    assert vocabulary("de") is None
    vocabulary.cache_clear()


def test_every_list_is_read_by_some_rule() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(str(WORDS)).parent.rglob("*.py"))
    lists = [key for key, value in _read("en").items() if isinstance(value, list)]
    assert [key for key in lists if f'"{key}"' not in sources] == []
