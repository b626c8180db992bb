"""Writing a reply from the evidence, with a model or without one."""

from .answered import Answered, answer
from .attempts import Writer, Written, open_writer, write
from .composer import compose, next_steps
from .doubts import CODES as DOUBTS
from .doubts import doubts
from .examples import examples
from .parts import statements_of
from .questions import questions_of
from .said_on_pages import sentences_read
from .suspicions import suspicions

__all__ = [
    "DOUBTS",
    "Answered",
    "Writer",
    "Written",
    "answer",
    "compose",
    "doubts",
    "examples",
    "next_steps",
    "open_writer",
    "questions_of",
    "sentences_read",
    "statements_of",
    "suspicions",
    "write",
]
