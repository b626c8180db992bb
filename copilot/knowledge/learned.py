"""Vectors of short texts in one file beside an index, which is read only as far as it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Learned:
    """Rows of half precision, each of length 1, by the hash of their text."""

    places: Mapping[bytes, int] = field(default_factory=dict)
    rows: "NDArray[np.float16] | None" = None

    def get(self, name: bytes) -> "Row | None":
        """The vector under this hash."""
        place = self.places.get(name)
        return None if place is None or self.rows is None else self.rows[place]


def read_learned(file: Path) -> Learned:
    """What the file holds; nothing where there is none, or where it was cut short."""
    import numpy as np

    try:
        table = np.load(file, mmap_mode="r")
        return Learned({bytes(name): place for place, name in enumerate(table["name"])}, table["row"])
    except (FileNotFoundError, ValueError, EOFError, IndexError):
        return Learned()


def write_learned(file: Path, vectors: "Mapping[bytes, Row]") -> Learned:
    """Puts these vectors in place of what the file holds, at one stroke."""
    import numpy as np

    if not vectors:
        file.unlink(missing_ok=True)
        return Learned()
    names, rows = list(vectors), np.stack(list(vectors.values()))
    kind = [("name", np.uint8, (len(names[0]),)), ("row", np.float16, rows.shape[1:])]
    table = np.zeros(len(names), kind)
    table["name"], table["row"] = np.frombuffer(b"".join(names), np.uint8).reshape(len(names), -1), rows
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, suffix=".npy", delete=False) as made:
        np.save(made, table)
    Path(made.name).replace(file)
    return read_learned(file)
