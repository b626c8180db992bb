"""What triage reads texts as."""

import numpy as np

from copilot.triage.embedding import embedder, rows_of_words


def test_english_is_read_twice() -> None:
    """The columns of the encoder that knows English alone are nought for every other language."""
    texts = ["Where is my order?", "Thanks!"]
    english, german = rows_of_words(texts, "en"), rows_of_words(texts, "de")
    assert english.shape == german.shape == (2, 896)
    assert np.array_equal(english[:, :512], german[:, :512])
    assert np.allclose(np.linalg.norm(english[:, 512:], axis=1), 1, atol=1e-5)
    assert not german[:, 512:].any()
    assert rows_of_words([], "en").shape == (0, 896)


def test_handles_name_and_mean_nothing() -> None:
    """Whose account a post is addressed to, and its order number, leave its row as it is."""
    rows = embedder().embed(["@lampshop where is my lamp 40118?", "where is my lamp ?"])
    assert np.array_equal(rows[0], rows[1])
