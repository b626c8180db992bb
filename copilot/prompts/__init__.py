"""Words that people edit: copy and prompts, as files with declared slots."""

from .copy import Copy, has_copy, load_copy
from .templates import Prompt, load_prompt

__all__ = ["Copy", "Prompt", "has_copy", "load_copy", "load_prompt"]
