"""Writing a reply from the evidence, with a model or without one."""

from .attempts import Writer, Written, open_writer, write
from .composer import compose

__all__ = ["Writer", "Written", "compose", "open_writer", "write"]
