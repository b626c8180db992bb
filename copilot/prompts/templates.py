"""Prompts: Markdown files with front matter, a `# user` part, mostly a `# system` part, and slots such as {{facts}}."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from copilot.errors import PromptError
from copilot.shipped import shipped

_SLOT = re.compile(r"\{\{([a-z][a-z_]*)\}\}")
_PARTS = re.compile(r"^# (system|user)[ \t]*$", re.MULTILINE)
_KEYS = {"version", "purpose", "slots", "output"}


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told; `hash` changes with any character of the file."""

    name: str
    version: str
    purpose: str
    slots: frozenset[str]
    output: str
    system: str
    user: str
    hash: str

    @property
    def label(self) -> str:
        """Name, version and hash, as a review keeps them: "draft@1:0f3a52c1d9e4"."""
        return f"{self.name}@{self.version}:{self.hash}"

    def fill(self, **values: str) -> tuple[str, str]:
        """(system, user) with every slot filled; braces within a value stay as they are."""
        if values.keys() != self.slots:
            raise PromptError(
                f"prompt {self.name!r} was given {sorted(values)}; expected exactly its slots {sorted(self.slots)}"
            )
        system, user = (_SLOT.sub(lambda slot: values[slot[1]], part) for part in (self.system, self.user))
        return system, user


@cache
def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt `<name>.md` of the shop's own folder where it has one, else the shipped one."""
    own = folder / f"{name}.md" if folder else None
    path = own if own and own.is_file() else shipped("prompts") / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"the prompt {str(path)!r} cannot be read ({error}); expected a Markdown file") from error
    front, body = _split(text, path)
    system, user = _parts(body, path)
    declared = _declared(front, path)
    used = frozenset(_SLOT.findall(body))
    if used != declared:
        raise PromptError(
            f"the prompt {str(path)!r} declares the slots {sorted(declared)} and uses {sorted(used)}; "
            "expected the same in both"
        )
    version, purpose, output = (str(front[key]) for key in ("version", "purpose", "output"))
    return Prompt(name, version, purpose, declared, output, system, user, sha256(text.encode()).hexdigest()[:12])


def _split(text: str, path: Path) -> tuple[dict[str, Any], str]:
    opening, _, rest = text.partition("---\n")
    head, closing, body = rest.partition("\n---\n")
    if opening.strip() or not closing:
        raise PromptError(f"the prompt {str(path)!r} has no front matter; expected it between two lines of ---")
    try:
        front = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise PromptError(f"the front matter of {str(path)!r} is no YAML: {error}") from error
    if not isinstance(front, dict) or front.keys() != _KEYS:
        found = sorted(map(str, front)) if isinstance(front, dict) else type(front).__name__
        raise PromptError(f"the front matter of {str(path)!r} has {found}; expected {sorted(_KEYS)}")
    return front, body


def _parts(body: str, path: Path) -> tuple[str, str]:
    before, *parts = _PARTS.split(body)
    if before.strip() or parts[::2] not in (["system", "user"], ["user"]):
        raise PromptError(f"the prompt {str(path)!r} has the parts {parts[::2]}; expected '# system', then '# user'")
    return parts[1].strip() if len(parts) == 4 else "", parts[-1].strip()


def _declared(front: dict[str, Any], path: Path) -> frozenset[str]:
    slots = front["slots"]
    if not isinstance(slots, list) or not all(isinstance(slot, str) for slot in slots):
        raise PromptError(f"slots of {str(path)!r} is {slots!r:.60}; expected a list of names")
    return frozenset(slots)
