"""Vectors of texts, kept in a file between runs so that a benchmark can be repeated quickly."""

from pathlib import Path

import numpy as np

from copilot.triage.embedding import finer


def embed(texts: list[str], kept: Path | None = None) -> np.ndarray:
    """One row a text, as for a shop's own intents; read from `kept` where an earlier run left them there."""
    known: dict[str, np.ndarray] = {}
    if kept and kept.exists():
        with np.load(kept) as arrays:
            known = dict(zip(arrays["texts"].tolist(), arrays["vectors"], strict=True))
    if missing := sorted(set(texts) - known.keys()):
        known |= dict(zip(missing, finer().embed(missing), strict=True))
        if kept:
            np.savez(kept, texts=np.array(list(known)), vectors=np.array(list(known.values())))
    return np.array([known[text] for text in texts])
