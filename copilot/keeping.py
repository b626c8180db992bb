"""Results that are kept between calls without what people wrote: under a hash, or for as long as a review is made."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from hashlib import blake2b
from threading import Lock
from typing import Any, TypeVar

Result = TypeVar("Result")


def by_hash(size: int) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Keeps the last results of a function of texts that hold none of the texts either, such as vectors or places."""

    def keeping(work: Callable[..., Result]) -> Callable[..., Result]:
        kept: OrderedDict[bytes, Result] = OrderedDict()
        lock = Lock()

        @wraps(work)
        def found(*given: Hashable) -> Result:
            name = blake2b(repr(given).encode(), digest_size=16).digest()
            with lock:
                if name in kept:
                    kept.move_to_end(name)
                    return kept[name]
            result = work(*given)
            with lock:
                kept[name] = result
                while len(kept) > size:
                    kept.popitem(last=False)
            return result

        return found

    return keeping


def for_a_review(size: int) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Keeps the last results of a function of a customer's words until `one_review` ends, in whichever thread."""

    def keeping(work: Callable[..., Result]) -> Callable[..., Result]:
        kept = lru_cache(maxsize=size)(work)
        _kept.append(kept)
        return kept

    return keeping


@contextmanager
def one_review() -> Iterator[None]:
    """Whatever is kept for a review is forgotten when this one ends; another thread's is worked out again."""
    try:
        yield
    finally:
        for kept in _kept:
            kept.cache_clear()


_kept: list[Any] = []
