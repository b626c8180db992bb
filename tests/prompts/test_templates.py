"""Prompts: files with declared slots."""

from pathlib import Path

import pytest

from copilot.errors import PromptError
from copilot.prompts import load_prompt

GOOD = """---
version: 2
purpose: Say hello.
slots: [name, mood]
output: text
---
# system

Be {{mood}}.

# user

Greet {{name}} with {braces}.
"""


def write(folder: Path, text: str) -> Path:
    (folder / "hello.md").write_text(text, encoding="utf-8")
    return folder


def test_a_prompt_is_filled_in_one_pass(tmp_path: Path) -> None:
    """Values are never filled themselves, and single braces are left for the model's own slots."""
    prompt = load_prompt("hello", write(tmp_path, GOOD))
    assert prompt.fill(name="{{mood}}", mood="kind") == ("Be kind.", "Greet {{mood}} with {braces}.")
    assert prompt.label == f"hello@2:{prompt.hash}"


def test_the_hash_changes_with_the_file(tmp_path: Path) -> None:
    """So a review tells which words its model was given."""
    first = load_prompt("hello", write(_made(tmp_path / "a"), GOOD))
    second = load_prompt("hello", write(_made(tmp_path / "b"), GOOD + "!"))
    assert first.hash != second.hash


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": "Ana"}, r"was given \['name'\]; expected exactly its slots \['mood', 'name'\]"),
        ({"name": "Ana", "mood": "kind", "age": "3"}, r"was given \['age', 'mood', 'name'\]; expected exactly"),
    ],
)
def test_missing_and_unused_values_are_errors(tmp_path: Path, values: dict[str, str], message: str) -> None:
    """A slot without a value, and a value without a slot."""
    with pytest.raises(PromptError, match=message):
        load_prompt("hello", write(tmp_path, GOOD)).fill(**values)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("[name, mood]", "[name]"), r"declares the slots \['name'\] and uses \['mood', 'name'\]"),
        (GOOD.replace("[name, mood]", "[name, mood, age]"), r"declares the slots \['age', 'mood', 'name'\]"),
        (GOOD.replace("# user", "# human"), r"has the parts \['system'\]"),
        (GOOD.replace("purpose: Say hello.\n", ""), r"expected \['output', 'purpose', 'slots', 'version'\]"),
        (GOOD.replace("[name, mood]", "name"), r"slots of .* is 'name'; expected a list of names"),
        (GOOD.replace("version: 2", "version: ["), r"is no YAML"),
        (GOOD.removeprefix("---\n"), r"has no front matter"),
    ],
)
def test_a_file_with_faults_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """Each fault names the file and what was expected."""
    with pytest.raises(PromptError, match=message):
        load_prompt("hello", write(tmp_path, text))


def test_the_shops_own_prompt_replaces_the_shipped_one(tmp_path: Path) -> None:
    """Only the prompts that stand in its folder."""
    (tmp_path / "repair.md").write_text(GOOD, encoding="utf-8")
    assert load_prompt("repair", tmp_path).purpose == "Say hello."
    assert load_prompt("draft", tmp_path) == load_prompt("draft")


def test_a_prompt_that_is_nowhere_is_an_error() -> None:
    """The message names the file."""
    with pytest.raises(PromptError, match=r"nothing\.md.* cannot be read"):
        load_prompt("nothing")


@pytest.mark.parametrize("name", ["draft", "repair"])
def test_shipped_prompts_are_sound(name: str) -> None:
    """Every shipped prompt loads, and asks for a draft."""
    assert load_prompt(name).output == "DraftReply"


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
