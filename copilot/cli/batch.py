"""Working through a file line by line: bad lines are reported and skipped, the good ones are done."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from copilot.errors import BadInput, Fault
from copilot.models import read_lines

Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")

errors = Console(stderr=True)


class Batch(list[Model]):
    """The good records of a file; `faults` counts the bad lines, which were reported on stderr."""

    faults = 0

    @property
    def exit_code(self) -> int:
        """0 when every line was good, else 1."""
        return 1 if self.faults else 0


def read_batch(path: Path, model: type[Model]) -> "Batch[Model]":
    """The file's records; BadInput when not one line can be used."""
    batch: Batch[Model] = Batch()
    for _, record in read_lines(path, model):
        if isinstance(record, Fault):
            batch.faults += 1
            report(record)
        else:
            batch.append(record)
    if not batch:
        raise BadInput(f"{str(path)!r} holds nothing usable; expected one {model.__name__.lower()} a line, as JSON")
    return batch


def report(fault: Fault) -> None:
    """One fault as a line of JSON on stderr."""
    print(json.dumps(fault.record(), ensure_ascii=False), file=sys.stderr)


def progress(items: Iterable[Item], what: str, total: int) -> Iterator[Item]:
    """The items, with a bar on stderr while they are worked on, where somebody is watching."""
    with _progress() as shown:
        yield from shown.track(items, total=total, description=what)


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that is told (done, of how many)."""
    with _progress() as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def exit_code(records: Sequence[BaseModel]) -> int:
    """The exit code for work on these records: 1 when they come from a file with bad lines."""
    return records.exit_code if isinstance(records, Batch) else 0


def emit(record: BaseModel | dict[str, object]) -> None:
    """One record as a line of JSON on stdout."""
    text = record.model_dump_json() if isinstance(record, BaseModel) else json.dumps(record, ensure_ascii=False)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=errors, disable=not errors.is_terminal, transient=True)
