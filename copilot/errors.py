"""Every error that this library raises on purpose.

CopilotError
├── BadInput            something that was given cannot be used; carries every fault found
│   ├── ShopError       the shop folder
│   ├── KnowledgeError  the policies and product documents
│   ├── SettingsError   the settings
│   └── PromptError     a prompt or a copy file
├── MissingExtra        an optional package is not installed
├── UnusableIndex       the index cannot be read or written
│   └── IndexMismatch   it was built another way
├── ModelError          a language model or embedder failed or answered nonsense
└── ReviewError
    ├── UnknownReview   no review has this id
    ├── ReviewConflict  the review is not in a state that allows this
    └── NotReleased     nothing approved may be sent
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one place of the input; the shape that batches report on stderr."""

    file: str
    line: int | None
    key: str | None
    expected: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: expected {self.expected}" if self.key else f"{place}: expected {self.expected}"

    def record(self) -> dict[str, str | int | None]:
        """The fault as the JSON object of the contract: {file, line, key, expected}."""
        return asdict(self)


class CopilotError(Exception):
    """Anything that this library raises on purpose."""


class BadInput(CopilotError):
    """Input that cannot be used; `faults` lists all that is wrong, not only the first."""

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([message, *(f"  {fault}" for fault in self.faults)]))


class ShopError(BadInput):
    """The shop folder has faults."""


class KnowledgeError(BadInput):
    """The knowledge base has faults."""


class SettingsError(BadInput):
    """The settings do not fit together."""


class PromptError(BadInput):
    """A prompt or copy file is missing, unreadable, or its slots do not match what is filled in."""


class MissingExtra(CopilotError):
    """An optional package is needed and absent."""

    def __init__(self, package: str, command: str) -> None:
        super().__init__(f"{package!r} is needed for this and is not installed; run: {command}")


class UnusableIndex(CopilotError):
    """The index cannot be read or written: a full disk, missing rights, a damaged file, a server that is gone."""


class IndexMismatch(UnusableIndex):
    """The index on disk does not fit what is asked of it."""


class ModelError(CopilotError):
    """A model could not be reached, or its answer cannot be used; `reason` says in one word what went wrong.

    "refused", "timeout", "rate_limited", "server_error", "rejected", "truncated", "invalid", "empty", "too_long",
    "personal_data" or "failed". `retry` tells whether trying again may help, `wait` how many seconds the server asks
    for. `detail` is what the provider or its package said, which may quote what was asked or answered: it belongs in
    no log and no notice, so it is no part of the message.
    """

    def __init__(
        self, message: str, reason: str = "failed", *, retry: bool = False, wait: float = 0.0, detail: str = ""
    ) -> None:
        self.reason, self.retry, self.wait, self.detail = reason, retry, wait, detail
        super().__init__(message)


class ReviewError(CopilotError):
    """A decision or release that cannot be made."""


class UnknownReview(ReviewError):
    """No review has this id."""


class ReviewConflict(ReviewError):
    """The review is not in a state that allows this."""


class NotReleased(ReviewError):
    """Nothing may be sent: not approved, or no longer what was approved."""
