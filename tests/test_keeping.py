"""What a process remembers of people's words once a review is made."""

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from conftest import KNOWLEDGE, SHOP

from copilot import Copilot, Settings, Ticket
from copilot.keeping import by_hash, for_a_review, one_review

SAID = (
    "Hello, where is my order QM-72601? My neighbour Orla Quimby waits for it too. Is the kettle of Orla Quimby grey?"
)
_CACHE = type(lru_cache(lambda: None))


def texts_of(cache: Any) -> Iterator[str]:
    """All texts that a cache holds, in its keys and its results."""
    left, seen = [held for held in gc.get_referents(cache) if isinstance(held, dict)], set()
    while left:
        held = left.pop()
        if id(held) in seen:
            continue
        seen.add(id(held))
        if isinstance(held, str):
            yield held
        elif isinstance(held, dict):
            left += [*held.keys(), *held.values()]
        elif isinstance(held, tuple | list | frozenset) or "lru" in type(held).__name__ or hasattr(held, "__slots__"):
            left += gc.get_referents(held)


def test_no_message_outlives_its_review(make_ticket: Callable[..., Ticket]) -> None:
    with Copilot(Settings(shop=SHOP, knowledge=[KNOWLEDGE])) as copilot:
        copilot.prepare(make_ticket(SAID))
        caches = [held for held in gc.get_objects() if isinstance(held, _CACHE)]
        holding = {
            f"{cache.__wrapped__.__module__}.{cache.__wrapped__.__qualname__}"
            for cache in caches
            if any("orla quimby" in text.casefold() for text in texts_of(cache))
        }
    assert holding == set()


def test_nothing_that_is_kept_under_a_hash_holds_a_word_of_a_message(make_ticket: Callable[..., Ticket]) -> None:
    """Not even its stem."""
    with Copilot(Settings(shop=SHOP, knowledge=[KNOWLEDGE])) as copilot:
        copilot.prepare(make_ticket(SAID))
        kept = [held for held in gc.get_objects() if isinstance(held, OrderedDict) and set(map(type, held)) == {bytes}]
        words = {word for held in kept for result in held.values() for word in texts_of([{"": result}])}
    assert kept
    assert sorted(word for word in words if "quimb" in word.casefold()) == []


def test_what_is_kept_under_a_hash_is_worked_out_once() -> None:
    asked: list[str] = []

    @by_hash(2)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length(text) for text in ("a", "bb", "a", "ccc", "bb", "\ud800")] == [1, 2, 1, 3, 2, 1]
    assert asked == ["a", "bb", "ccc", "bb", "\ud800"]


def test_what_is_kept_for_a_review_is_forgotten_with_it() -> None:
    asked: list[str] = []

    @for_a_review(8)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    for _ in range(2):
        with one_review():
            assert (length("a"), length("a")) == (1, 1)
    assert asked == ["a", "a"]
