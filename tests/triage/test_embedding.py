"""What triage reads texts as."""

import numpy as np

from copilot.triage.embedding import embedder


def test_handles_name_and_mean_nothing() -> None:
    """Whose account a post is addressed to, and its order number, leave its row as it is."""
    rows = embedder().embed(["@lampshop where is my lamp 40118?", "where is my lamp ?"])
    assert np.array_equal(rows[0], rows[1])
