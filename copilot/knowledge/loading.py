"""Reads a knowledge base: Markdown with front matter or sidecars, and JSON Lines."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copilot.errors import BadInput, Fault, KnowledgeError
from copilot.models import Document, read_lines

from .frontmatter import is_unfinished, read_keys, split_front_matter
from .markdown import first_heading

PROSE = (".md", ".txt")
SIDECAR = ".yaml"


def load_documents(paths: Sequence[Path]) -> tuple[Document, ...]:
    """All documents below these folders and files, in order; KnowledgeError lists everything that is wrong.

    A Markdown or text file takes its keys from front matter and from the sidecar `<file>.yaml`, in the same folder or
    at the same place in a later one. A `.jsonl` file holds one document a line. Hidden files are passed over.
    """
    faults: list[Fault] = []
    pages: dict[str, _Page] = {}
    lines: list[_Source] = []
    for path in paths:
        files = list(_files(Path(path), faults))
        for root, file in files:
            if file.suffix.lower() in PROSE:
                _add_page(root, file, pages, faults)
            elif file.suffix.lower() == ".jsonl":
                lines += _documents(file, faults)
        for root, file in files:
            if file.suffix.lower() == SIDECAR:
                _add_sidecar(root, file, pages, faults)
    found = [*(_Source(page.document(), str(page.file)) for page in pages.values()), *lines]
    faults += _twice(found)
    if paths and not (found or faults):
        faults += [Fault(str(path), None, None, "at least one .md, .txt or .jsonl file below it") for path in paths]
    if faults:
        raise KnowledgeError("the knowledge base cannot be used as it is:", faults)
    return tuple(source.document for source in found)


def passed_over(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files below these folders that nothing is read from, such as PDF: what they say is not known here."""
    files = (file for path in paths for _, file in _files(Path(path), []))
    return tuple(file for file in files if file.suffix.lower() not in (*PROSE, ".jsonl", SIDECAR))


@dataclass(frozen=True)
class _Source:
    """A document, and where it was read."""

    document: Document
    file: str
    line: int | None = None


@dataclass
class _Page:
    """A file of prose on its way to being a document: its keys may still come from several places."""

    name: str
    file: Path
    text: str
    keys: dict[str, Any] = field(default_factory=dict)

    def document(self) -> Document:
        named = self.keys.keys() & {"id", "_id"}
        data = {**({} if named else {"id": self.name}), **self.keys, "text": self.text}
        return Document.model_validate(
            {**data, "title": data.get("title") or first_heading(self.text) or self.file.stem}
        )


def _files(path: Path, faults: list[Fault]) -> Iterator[tuple[Path, Path]]:
    if path.is_file():
        yield path.parent, path
    elif not path.is_dir():
        faults.append(Fault(str(path), None, None, "a folder, or a .md, .txt or .jsonl file; there is none"))
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from ((path, Path(folder, name)) for name in sorted(names) if not name.startswith("."))


def _add_page(root: Path, file: Path, pages: dict[str, _Page], faults: list[Fault]) -> None:
    name = file.relative_to(root).as_posix()
    if name in pages:
        faults.append(Fault(str(file), None, None, f"one file of this name; {str(pages[name].file)!r} is another"))
        return
    text = _read(file, faults) or ""
    if is_unfinished(text):
        faults.append(Fault(str(file), 1, None, "a second line '---' that ends the keys which begin here"))
    front, prose, line = split_front_matter(text)
    pages[name] = _Page(name, file, prose, {} if front is None else read_keys(front, str(file), line, faults))


def _add_sidecar(root: Path, file: Path, pages: dict[str, _Page], faults: list[Fault]) -> None:
    name = file.relative_to(root).with_suffix("").as_posix()
    text = _read(file, faults)
    if name not in pages:
        faults.append(Fault(str(file), None, None, f"a file {name!r} beside it or in an earlier folder"))
    elif text is not None:
        pages[name].keys = _merged(pages[name].keys, read_keys(text, str(file), 1, faults))


def _read(file: Path, faults: list[Fault]) -> str | None:
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        faults.append(Fault(str(file), None, None, f"UTF-8 text ({error.reason} at byte {error.start})"))
    except OSError as error:
        faults.append(Fault(str(file), None, None, f"a file that can be read ({error.strerror})"))
    return None


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What later keys make of earlier ones: a value replaces, clauses are added, metadata is joined."""
    merged = {**old, **new}
    merged["clauses"] = [*(old.get("clauses") or ()), *(new.get("clauses") or ())]
    merged["metadata"] = {**(old.get("metadata") or {}), **(new.get("metadata") or {})}
    return merged


def _documents(file: Path, faults: list[Fault]) -> Iterator[_Source]:
    try:
        for number, document in read_lines(file, Document):
            if isinstance(document, Fault):
                faults.append(document)
            else:
                title = document.title or first_heading(document.text)
                yield _Source(document.model_copy(update={"title": title}), str(file), number)
    except BadInput as error:
        faults.append(Fault(str(file), None, None, f"a file that can be read ({error})"))


def _twice(found: list[_Source]) -> Iterator[Fault]:
    first: dict[str, _Source] = {}
    for source in found:
        other = first.setdefault(source.document.id, source)
        if other is not source:
            place = other.file if other.line is None else f"{other.file}:{other.line}"
            expected = f"an id of its own; {source.document.id!r} stands in {place} too"
            yield Fault(source.file, source.line, "id", expected)
