"""YAML keys about a document, each knowing the line it stands on."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import ValidationError

from copilot.errors import Fault
from copilot.models import Document, problems_of

_Place = tuple[int | str, ...]
_FENCE = re.compile(r"(---|\.\.\.)[ \t]*")
_KEY = re.compile(r"[A-Za-z_]+:(\s|$)")


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """(YAML or None where there is none, the prose after it, the number of the YAML's first line)."""
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if _FENCE.fullmatch(line):
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]).lstrip("\n"), 2
    return None, text, 1


def is_unfinished(text: str) -> bool:
    """Whether keys begin at the top that no second line of dashes ends: as prose, their clauses would be lost."""
    first, _, rest = text.partition("\n")
    return first.rstrip() == "---" and bool(_KEY.match(rest)) and split_front_matter(text)[0] is None


def read_keys(text: str, file: str, first_line: int, faults: list[Fault]) -> dict[str, Any]:
    """The keys in this YAML; what is wrong is added to the faults, and then there are none."""
    try:
        node, data = _parse(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.append(Fault(file, mark.line + first_line if mark else None, None, f"YAML ({error.problem})"))
        return {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        faults.append(Fault(file, first_line, None, f"YAML ({str(error)[:120]})"))
        return {}
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        faults.append(Fault(file, first_line, None, f"keys and values, not {type(data).__name__}"))
        return {}
    found = list(_problems(data))
    lines = dict(_places(node, ()))
    for place, expected in found:
        written = next(key for end in range(len(place), -1, -1) if (key := place[:end]) in lines)
        faults.append(Fault(file, lines[written] + first_line, ".".join(map(str, place)) or None, expected))
    return {} if found else data


class _Loader(yaml.SafeLoader):
    """SafeLoader without the two ways in which YAML says one thing and means another: doubled keys and aliases."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "no aliases; write the value out", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key.value!r} once", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _parse(text: str) -> tuple[yaml.Node | None, Any]:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _places(node: yaml.Node | None, place: _Place) -> Iterator[tuple[_Place, int]]:
    if node is None:
        return
    yield place, node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            for inner, line in _places(value, (*place, key.value)):
                yield inner, key.start_mark.line if inner == (*place, key.value) else line
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _places(value, (*place, number))


def _problems(data: dict[str, Any]) -> Iterator[tuple[_Place, str]]:
    """What a document would say against these keys."""
    if "text" in data:
        yield ("text",), "no such key; the prose of the file is the text"
    try:
        Document.model_validate({**({} if "_id" in data else {"id": "-"}), **data, "text": ""})
    except ValidationError as error:
        yield from problems_of(error)
