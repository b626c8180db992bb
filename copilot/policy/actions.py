"""What the names of actions and events mean: of which kind one is, and what it gives of the shop's own accord."""

import re
from functools import cache
from importlib.resources import files

from copilot.shipped import read_words

UP_TO = ("credit", "goodwill")
"""What is granted up to a cap, rather than owed."""


def is_kind(name: str, kind: str) -> bool:
    """Whether an action of this name is of this kind: "address_changed" is a change, "refund_declined" no refund."""
    plain = "_".join(_parts(name))
    return plain == kind or plain in _names().get(kind, ())


def gives(name: str) -> tuple[str, ...]:
    """Whether what has this name gives credit or goodwill; the likelier first where it may be either."""
    parts = _parts(name)
    if "_".join(parts) in UP_TO or "goodwill" in parts:
        return ("goodwill",) if "goodwill" in parts else ("credit",)
    found = tuple(kind for kind in UP_TO if is_kind(name, kind))
    return found or (("credit",) if "credit" in parts else ())


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[^a-z]+", name.casefold()) if part]


@cache
def _names() -> dict[str, frozenset[str]]:
    """The names of actions by the kind that they are of."""
    file = files(__package__) / "actions.yaml"
    return {kind: frozenset(names) for kind, names in read_words(file.read_text(encoding="utf-8")).items()}
