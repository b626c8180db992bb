"""The networks: a label is shown by a part of a message, in the light of its neighbours and of the whole."""

import numpy as np

from copilot.triage.network import LAYERS, network, shown
from copilot.triage.signs import shipped
from copilot.triage.taught import COLUMNS


def made(**layers: np.ndarray) -> list[list[float]]:
    """What is shown of ROWS by a network of two numbers a row, one hidden number and one label, nought where nothing is told."""
    shapes = {"part": (2, 1), "around": (2, 1), "before": (2, 1), "after": (2, 1), "rest": (1,), "out": (1, 1)}
    shapes |= {"straight": (2, 1), "whole": (2, 1), "bias": (1,)}
    filled = {name: layers.get(name, np.zeros(shapes[name], np.float32)) for name in LAYERS}
    return shown(filled, ROWS).tolist()  # type: ignore[no-any-return]


ROWS = np.array([[1, 1], [1, 0], [0, 1], [0, 0]], np.float32)
"""A message as a whole, then its three parts."""
FIRST = np.array([[1], [0]], np.float32)
ONE = np.array([[1]], np.float32)


def test_a_part_shows_a_label_by_itself() -> None:
    """What leads straight from a part to a label counts for that part alone."""
    assert made(straight=FIRST) == [[1], [0], [0]]


def test_the_whole_weighs_in_on_every_part() -> None:
    """The message as a whole adds the same to each of its parts."""
    assert made(whole=FIRST, bias=np.array([2], np.float32)) == [[3], [3], [3]]


def test_a_part_is_read_beside_its_neighbours() -> None:
    """The part before and the part after are heard, and the ends of a message have none."""
    assert made(before=FIRST, out=ONE) == [[0], [1], [0]]
    assert made(after=FIRST[::-1], out=ONE) == [[1], [0], [0]]


def test_what_is_hidden_only_adds() -> None:
    """A hidden number below nought says nothing."""
    assert made(part=-FIRST, out=ONE) == [[0], [0], [0]]


def test_what_ships() -> None:
    """Five questions, their columns side by side, a bar for each label; a network for English, one for all else."""
    net = network()
    assert list(net.labels) == ["intents", "sentiment", "urgency", "risks", "public"]
    assert [net.columns(question) for question in net.labels] == [
        slice(0, 29),
        slice(29, 32),
        slice(32, 35),
        slice(35, 43),
        slice(43, 45),
    ]
    assert net.least.shape == net.of("en")["bias"].shape == net.of("de")["bias"].shape == (45,)
    assert len(net.of("en")["part"]) - len(net.of("de")["part"]) == COLUMNS
    assert net.of(None) is net.of("de")
    assert shipped("sentiment").labels == ("negative", "report", "positive")
    assert shipped("public").labels == ("negative", "positive")
