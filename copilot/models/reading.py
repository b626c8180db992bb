"""Reading JSON Lines: good lines become records, bad ones become faults that name file, line, key and expectation."""

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from copilot.errors import BadInput, Fault

from .base import described, shown

Model = TypeVar("Model", bound=BaseModel)

_BRANCHES = ("datetime", "date")
"""What pydantic adds to the place of a value that may be either: the input has no such key."""


def read_lines(path: Path, model: type[Model]) -> Iterator[tuple[int, Model | Fault]]:
    """Each line of the file as (line number, record or fault); blank lines are passed over."""
    try:
        with path.open("rb") as lines:
            if lines.peek(2).startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
                raise BadInput(f"{str(path)!r} is written in UTF-16; expected UTF-8, so save it anew in that")
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, parse_line(line, model, str(path), number)
    except OSError as error:
        raise BadInput(f"{str(path)!r} cannot be read: {error.strerror}; expected a JSON Lines file") from error


def parse_line(line: bytes, model: type[Model], file: str, number: int) -> Model | Fault:
    """One line as a record, or the first thing that is wrong with it."""
    try:
        data = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_no_duplicates, parse_constant=_no_constants)
    except UnicodeDecodeError as error:
        return Fault(file, number, None, f"UTF-8 text ({error.reason} at byte {error.start})")
    except (ValueError, RecursionError) as error:
        return Fault(file, number, None, f"one JSON object a line ({str(error)[:120]})")
    if b"\\ud" in line and not _encodable(data):
        return Fault(file, number, None, "text that can be written as UTF-8; a half of a surrogate pair stands alone")
    if not isinstance(data, dict):
        return Fault(file, number, None, f"a JSON object, not {type(data).__name__}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        return fault_of(error, file, number)


def fault_of(error: ValidationError, file: str, number: int | None = None) -> Fault:
    """The first problem of a pydantic error as a fault."""
    place, expected = problems_of(error)[0]
    return Fault(file, number, ".".join(map(str, place)) or None, expected)


def problems_of(error: ValidationError) -> list[tuple[tuple[int | str, ...], str]]:
    """Every place of the input that is wrong, once, with what was expected there."""
    problems: dict[tuple[int | str, ...], str] = {}
    for problem in error.errors(include_url=False):
        place = tuple(part for part in problem["loc"] if part not in _BRANCHES)
        problems.setdefault(place, _expected(problem))
    return list(problems.items())


def _encodable(data: object) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _expected(problem: Any) -> str:
    match problem["type"]:
        case "missing":
            return "a value; the key is missing"
        case "extra_forbidden":
            return "no such key"
        case "timezone_aware":
            return "an ISO 8601 time with an offset such as 2026-11-22T09:00:00+01:00"
        case "value_error":
            return str(problem["ctx"]["error"])
        case _:
            return f"{problem['msg'].removeprefix('Input should be ')}, not {_told(problem)}"


def _told(problem: Any) -> str:
    """The value itself only where one of a few words, a number or a time belongs: elsewhere somebody wrote it."""
    brief = problem["type"].split("_")[0] in _BRIEF
    return shown(problem["input"]) if brief else described(problem["input"])


_BRIEF = frozenset({"literal", "decimal", "int", "float", "bool", "datetime", "date", "greater", "less"})


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return record


def _no_constants(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
