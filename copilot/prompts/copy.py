"""Copy: the sentences of replies without a model, one file a language, all with the same keys and slots."""

import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from copilot.errors import PromptError
from copilot.shipped import read_words, shipped

REFERENCE = "en"
"""The language whose file says which sentences there are and which slots each has."""

_FORMATTER = string.Formatter()


@dataclass(frozen=True, slots=True)
class Copy:
    """The sentences of replies in one language, and the words for statuses, methods, tiers and timings."""

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
    """The shipped copy for a language, with the sentences that the shop's own `folder` has in place of ours.

    PromptError when a file lacks a sentence, has one that nobody knows, or one with other slots, with all of them.
    """
    shared = shipped("prompts") / "copy"
    path = shared / f"{language}.yaml"
    copy = _read(path, language)
    reference = copy if language == REFERENCE else _read(shared / f"{REFERENCE}.yaml", REFERENCE)
    _refuse(path, [*_missing(copy, reference), *_strange(copy, reference)])
    own = folder / "copy" / f"{language}.yaml" if folder else None
    if own is None or not own.is_file():
        return copy
    changed = _read(own, language)
    _refuse(own, _strange(changed, reference))
    words = {kind: {**copy.words[kind], **changed.words.get(kind, {})} for kind in copy.words}
    return Copy(language, {**copy.sentences, **changed.sentences}, words)


@cache
def has_copy(language: str) -> bool:
    """Whether replies can be written in this language."""
    return (shipped("prompts") / "copy" / f"{language}.yaml").is_file()


def _read(path: Path, language: str) -> Copy:
    try:
        data = read_words(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PromptError(f"the copy {str(path)!r} cannot be read ({error}); expected a YAML file") from error
    if not isinstance(data, dict):
        raise PromptError(f"the copy {str(path)!r} holds {type(data).__name__}; expected keys with sentences")
    return Copy(language, *_split(data, path))


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


def _missing(copy: Copy, reference: Copy) -> list[str]:
    lacking = [f"{key!r} is missing: add the sentence" for key in reference.sentences if key not in copy.sentences]
    lacking += [f"{kind!r} is missing: add the words" for kind in reference.words if kind not in copy.words]
    return lacking + [
        f"{kind!r} has no word for {value!r}: add it"
        for kind, words in reference.words.items()
        for value in words
        if kind in copy.words and value not in copy.words[kind]
    ]


def _strange(copy: Copy, reference: Copy) -> list[str]:
    """Keys that nobody asks for, and sentences whose slots are not those of the reference."""
    faults = [
        f"{key!r} is no sentence that is used: take it out" for key in copy.sentences if key not in reference.sentences
    ]
    faults += [f"{kind!r} is no list that is used: take it out" for kind in copy.words if kind not in reference.words]
    for key, sentence in copy.sentences.items():
        if key in reference.sentences:
            own, wanted = _slots(sentence), _slots(reference.sentences[key])
            if own != wanted:
                faults.append(f"{key!r} has the slots {_braced(own)}: use each of {_braced(wanted)}, and no other")
    return faults


def _slots(sentence: str) -> frozenset[str] | None:
    """The names in braces; None where the braces do not match."""
    try:
        return frozenset(name for _, name, _, _ in _FORMATTER.parse(sentence) if name is not None)
    except ValueError:
        return None


def _braced(slots: frozenset[str] | None) -> str:
    if slots is None:
        return "that cannot be read, a brace is missing"
    return ", ".join(f"{{{name}}}" for name in sorted(slots)) or "none"


def _refuse(path: Path, faults: list[str]) -> None:
    if faults:
        raise PromptError(f"the copy {str(path)!r} has {len(faults)} fault(s): {'; '.join(faults)}")
