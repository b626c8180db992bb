"""Writing a reply from the evidence, with a model or without one."""

from .attempts import Writer, Written, open_writer, write
from .composer import compose
from .examples import examples
from .suspicions import suspicions

__all__ = ["Writer", "Written", "compose", "examples", "open_writer", "suspicions", "write"]
