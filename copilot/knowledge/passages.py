"""Cuts documents into passages that can be cited: along headings, and small enough to be embedded whole."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from copilot.models import Document, Passage

from .markdown import Block, blocks

FULL = 120
"""How many tokens a passage is filled up to, block by block."""

MAX_TOKENS = 200
"""The most that one block may have and stay whole; title and headings go in front of it, and the default embedder
reads 256 in all."""

_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|\n")
_WORD = re.compile(r"\s+")


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The document's passages in order: each one span of its text, together all of it but blank space."""
    lengths = _Lengths.of(document.text)
    spans = [
        (headings, start, end)
        for headings, section in _sections(document.text)
        for start, end in _packed(section, document.text, lengths)
    ]
    return tuple(
        Passage(f"{document.id}#{number}", document.id, document.title, headings, document.text[start:end], start, end)
        for number, (headings, start, end) in enumerate(spans, 1)
    )


@dataclass(frozen=True)
class _Lengths:
    """How many tokens any span of one text has."""

    starts: list[int]

    @classmethod
    def of(cls, text: str) -> "_Lengths":
        from .wordpiece import tokenizer

        return cls([start for start, _ in tokenizer().encode(text, add_special_tokens=False).offsets])

    def __call__(self, start: int, end: int) -> int:
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)


def _sections(text: str) -> Iterator[tuple[tuple[str, ...], list[Block]]]:
    """(heading path, blocks) of each section; a heading with nothing below it goes to the section that follows."""
    path: list[tuple[int, str]] = []
    section: list[Block] = []
    bare = True
    for block in blocks(text):
        if block.level:
            if not bare:
                yield tuple(heading for _, heading in path), section
                section, bare = [], True
            path = [(level, heading) for level, heading in path if level < block.level]
            path.append((block.level, block.heading))
        else:
            bare = False
        section.append(block)
    if section:
        yield tuple(heading for _, heading in path), section


def _packed(section: list[Block], text: str, lengths: _Lengths) -> Iterator[tuple[int, int]]:
    """Spans of whole blocks, as many as fit; a block that does not fit is cut into its parts."""
    pieces = [piece for block in section for piece in _pieces(block, text, lengths)]
    start, end = pieces[0][0], pieces[0][0]
    for piece_start, piece_end in pieces:
        if end > start and lengths(start, piece_end) > FULL:
            yield from _trimmed(start, end, text)
            start = piece_start
        end = piece_end
    yield from _trimmed(start, end, text)


def _pieces(block: Block, text: str, lengths: _Lengths) -> Iterator[tuple[int, int]]:
    if lengths(block.start, block.end) <= MAX_TOKENS:
        yield block.start, block.end
        return
    edges = [block.start, *(part for part in block.parts if part > block.start), block.end]
    for start, end in pairwise(edges):
        yield from _cut(start, end, text, lengths, (_SENTENCE, _WORD))


def _cut(
    start: int, end: int, text: str, lengths: _Lengths, seams: tuple[re.Pattern[str], ...]
) -> Iterator[tuple[int, int]]:
    """The span itself where it fits, else cut at every seam, and what still does not fit at the next kind of seam."""
    if lengths(start, end) <= MAX_TOKENS:
        yield start, end
    elif seams:
        edges = [start, *(match.end() for match in seams[0].finditer(text, start, end) if match.end() < end), end]
        for left, right in pairwise(edges):
            yield from _cut(left, right, text, lengths, seams[1:])
    else:  # one endless word: a base64 blob, or a script that writes no spaces
        first, last = bisect_left(lengths.starts, start), bisect_left(lengths.starts, end)
        yield from pairwise([start, *lengths.starts[first + MAX_TOKENS : last : MAX_TOKENS], end])


def _trimmed(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    end -= len(body) - len(body.rstrip())
    if end > start:
        yield start, end
