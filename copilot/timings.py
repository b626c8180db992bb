"""How long each stage of a piece of work took."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter


class Timings:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self.milliseconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        started = perf_counter()
        try:
            yield
        finally:
            self.milliseconds[stage] = round((perf_counter() - started) * 1000, 3)
