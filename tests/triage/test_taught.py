"""What was taught of English: a message read as a whole, a row for it and one for each of its parts."""

import numpy as np
import pytest

from copilot.triage import taught
from copilot.triage.reading import Said
from copilot.triage.signs import rows_of
from copilot.triage.taught import COLUMNS, LONGEST, Stretch, stretches


def test_parts_stand_one_after_the_other() -> None:
    """Between the mark that opens and the one that ends, each part where it is told to be."""
    assert list(stretches([[7, 8], [9]])) == [Stretch([101, 7, 8, 9, 102], [(0, 1, 3), (1, 3, 4)])]
    assert list(stretches([[], [9]])) == [Stretch([101, 100, 9, 102], [(0, 1, 2), (1, 2, 3)])]


def test_long_messages_are_read_in_stretches() -> None:
    """No stretch is longer than the model reads, and every part stands whole in one of them."""
    parts = [[number] * LONGEST for number in range(1, 4)]
    found = list(stretches(parts))
    assert [one.parts for one in found] == [[(number, 1, 1 + LONGEST)] for number in range(3)]
    assert [one.ids for one in found] == [[101, *part, 102] for part in parts]


def test_english_alone_is_read_so() -> None:
    """What was taught stands before what is known of every language."""
    said = Said("Where is my order? Thanks!", ("Where is my order?", "Thanks!"))
    (english,), (german,) = rows_of([said], "en"), rows_of([said], "de")
    assert np.allclose(np.linalg.norm(english[:, :COLUMNS], axis=1), 1, atol=1e-5)
    assert english[:, COLUMNS:].shape == german.shape
    assert np.array_equal(english[:, COLUMNS : COLUMNS + 512], german[:, :512])


def test_a_part_is_read_in_the_light_of_the_others() -> None:
    """The same words have another row beside other words."""
    one, other = (taught.taught().rows(("It is broken.", beside)) for beside in ("The lamp burns.", "I love it!"))
    assert not np.allclose(one[1], other[1], atol=1e-3)


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Weights for layers that the installed model has not are never read over."""
    (tmp_path / "weights").mkdir()
    np.savez(tmp_path / "weights" / "layers.npz", val_nobody_q=np.zeros(3, np.int8))
    monkeypatch.setattr(taught, "files", lambda _: tmp_path)
    with pytest.raises(taught.IndexMismatch, match="'val_nobody_q'"):
        taught.Taught()
