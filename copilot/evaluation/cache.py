"""Results kept by content: what went in names the file, so nothing that is unchanged is done twice."""

import json
import os
import threading
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from copilot.shipped import shipped


class Cache:
    """A folder of JSON files that are their owner's alone, whoever made the folder: drafts hold what customers wrote.

    A file is there whole or not at all, whenever the process ends.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, kind: str, key: str) -> Any | None:
        """What was kept under this key; None when nothing was, or what was cannot be read."""
        try:
            return json.loads(self._path(kind, key).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        path = self._path(kind, key)
        for folder in (self._folder, self._folder / kind, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(json.dumps(value, ensure_ascii=False))
        part.replace(path)

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / kind / key[:2] / f"{key}.json"


def digest(*parts: object) -> str:
    """A name for these contents: texts as they are, all else as JSON."""
    hash = sha256()
    for part in parts:
        text = part if isinstance(part, str) else json.dumps(part, sort_keys=True, default=str)
        hash.update(f"{len(text)}:{text}".encode())
    return hash.hexdigest()


def digest_files(paths: Iterable[Path]) -> str:
    """A name for the contents of files, and of all files below folders."""
    hash = sha256()
    for root in paths:
        files = sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else [root]
        for path in files:
            if path.is_file() and "__pycache__" not in path.parts:
                hash.update(str(path.relative_to(root)).encode())
                hash.update(sha256(path.read_bytes()).digest())
    return hash.hexdigest()


@cache
def flow_version() -> str:
    """A name for all that makes a draft: the code of the flow with its weights and word lists, prompts and copy."""
    package = Path(__file__).parent.parent
    parts = sorted(part for part in package.iterdir() if part.name not in _NOT_FLOW)
    return digest(*(digest_files([part]) for part in parts), digest_files([shipped("prompts")]))


@cache
def evaluation_version() -> str:
    """A name for the code that measures."""
    return digest_files([Path(__file__).parent])


_NOT_FLOW = ("evaluation", "cli", "shipped_data", "__pycache__")
