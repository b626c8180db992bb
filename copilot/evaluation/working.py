"""Work on many things at a time, each process with what it needs opened once."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

Examine = Callable[[Item], Made]
Open = Callable[[], AbstractContextManager[Examine[Item, Made]]]


def each(opening: Open[Item, Made], items: Sequence[Item], jobs: int, progress: Callable[[int], None]) -> list[Made]:
    """What the opened function makes of each item, in order; `progress` is told how many are done.

    With one job in this process, else in as many others, where all that is given must be picklable. What was begun
    when somebody interrupts is finished, and nothing else is.
    """
    if jobs == 1 or len(items) < 2:
        return _here(opening, items, progress)
    pool = ProcessPoolExecutor(min(jobs, len(items)), get_context("spawn"), initializer=_begin, initargs=(opening,))
    try:
        places: dict[Future[Any], int] = {pool.submit(_one, item): place for place, item in enumerate(items)}
        results: dict[int, Made] = {}
        for future in as_completed(places):
            results[places[future]] = future.result()
            progress(len(results))
    finally:
        pool.shutdown(cancel_futures=True)
    return [results[place] for place in range(len(items))]


def _here(opening: Open[Item, Made], items: Sequence[Item], progress: Callable[[int], None]) -> list[Made]:
    results = []
    with opening() as examine:
        for item in items:
            results.append(examine(item))
            progress(len(results))
    return results


_examine: Callable[[Any], Any]


def _begin(opening: Open[Any, Any]) -> None:
    """Opens what this process needs; it ends with the process, and that ends when the one that asked is killed."""
    global _examine
    Thread(target=_end_with_parent, daemon=True).start()
    _examine = opening().__enter__()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _one(item: Any) -> Any:
    return _examine(item)
