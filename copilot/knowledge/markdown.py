"""Where headings and blocks stand in a Markdown text, as code point spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

# The line ends that Markdown knows: str.splitlines knows more, and would count lines that are none.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_CONTAINERS = {"bullet_list_open": "list_item_open", "ordered_list_open": "list_item_open", "table_open": "tr_open"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table, code block or heading: text[start:end]; `parts` are its items or rows."""

    start: int
    end: int
    level: int = 0
    heading: str = ""
    parts: tuple[int, ...] = ()


def first_heading(text: str) -> str:
    """The words of the first heading, or nothing."""
    return next((block.heading for block in blocks(text) if block.heading), "")


def blocks(text: str) -> Iterator[Block]:
    """The top-level blocks in order; `level` is 1 to 6 for a heading, `parts` are where items or rows start."""
    starts = [match.start() for match in _LINE.finditer(text)]
    starts.append(len(text))
    tokens = _parser().parse(text)
    for number, token in enumerate(tokens):
        if token.level or token.nesting < 0 or token.map is None:
            continue
        start, end = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
        if token.type == "heading_open":
            yield Block(start, end, int(token.tag[1]), _words(tokens[number + 1]))
        else:
            yield Block(start, end, parts=_parts(tokens, number, starts))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _words(inline: Token) -> str:
    """A heading without its marks: the words of links and code, no addresses."""
    kept = (child.content for child in inline.children or () if child.type in ("text", "code_inline"))
    return " ".join("".join(kept).split())


def _parts(tokens: list[Token], number: int, starts: list[int]) -> tuple[int, ...]:
    part = _CONTAINERS.get(tokens[number].type)
    if part is None:
        return ()
    found = []
    for token in tokens[number + 1 :]:
        if token.level == 0:
            break
        if token.type == part and token.map and token.level <= 2:
            found.append(starts[token.map[0]])
    return tuple(found)
