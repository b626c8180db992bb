"""Copy: the sentences of replies without a model, one file a language."""

import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from copilot.errors import PromptError
from copilot.shipped import shipped

_FORMATTER = string.Formatter()


@dataclass(frozen=True, slots=True)
class Copy:
    """The sentences of replies in one language, and the words for statuses and methods."""

    language: str
    sentences: dict[str, str]
    words: dict[str, dict[str, str]]

    def pieces(self, key: str, slots: frozenset[str]) -> list[tuple[str, str | None]]:
        """The sentence as (literal, slot that follows or None); its slots must be exactly these."""
        if key not in self.sentences:
            raise PromptError(f"no sentence {key!r} in the copy for {self.language!r}; expected it in its file")
        pieces = [(literal, name) for literal, name, _, _ in _FORMATTER.parse(self.sentences[key])]
        declared = frozenset(name for _, name in pieces if name is not None)
        if declared != slots:
            raise PromptError(
                f"sentence {key!r} in the copy for {self.language!r} has the slots {sorted(declared)}; "
                f"expected exactly {sorted(slots)}"
            )
        return pieces

    def word(self, kind: str, value: str) -> str:
        """How this language names a status or a method; the value itself in words where the file has none."""
        return self.words.get(kind, {}).get(value, value.replace("_", " "))


@cache
def load_copy(language: str, folder: Path | None = None) -> Copy:
    """The copy for a language, from `folder` or from what is shipped."""
    path = (folder or shipped("prompts") / "copy") / f"{language}.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  all are texts: no yes and no as truth values
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PromptError(f"the copy {str(path)!r} cannot be read ({error}); expected a YAML file") from error
    if not isinstance(data, dict):
        raise PromptError(f"the copy {str(path)!r} holds {type(data).__name__}; expected keys with sentences")
    sentences, words = _split(data, path)
    return Copy(language, sentences, words)


def has_copy(language: str) -> bool:
    """Whether replies can be written in this language."""
    return (shipped("prompts") / "copy" / f"{language}.yaml").is_file()


def _split(data: dict[str, Any], path: Path) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    sentences: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for key, value in data.items():
        if isinstance(value, str):
            sentences[str(key)] = value
        elif isinstance(value, dict) and all(isinstance(word, str) for word in value.values()):
            words[str(key)] = value
        else:
            raise PromptError(f"{key!r} in {str(path)!r} is {value!r:.60}; expected a sentence or a list of words")
    return sentences, words
