"""The whole catalogue: what a draft may speak of although no order of the customer holds it."""

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from copilot.models import Product

MOST = 4  # goods that one text takes from the shelf
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True)
class Shelf:
    """The products of a catalogue by the last word of their names."""

    by_last: dict[str, tuple[Product, ...]] = field(default_factory=dict)

    @staticmethod
    def of(products: Sequence[Product]) -> "Shelf":
        found: dict[str, list[Product]] = defaultdict(list)
        for product in products:
            if parts := _parts(product.name):
                found[parts[-1]].append(product)
        return Shelf({last: tuple(same) for last, same in found.items()})

    @property
    def products(self) -> tuple[Product, ...]:
        """All of it."""
        return tuple(product for same in self.by_last.values() for product in same)

    def named(self, text: str, known: Collection[Product]) -> list[Product]:
        """The products that a text names, beside the known ones.

        By the last word of its name where nothing else is called so; where known goods or others of the shelf are,
        by two words of it that stand side by side: "side table", and not every "table".
        """
        spoken = [_one(word) for word in _parts(text)]
        said, pairs = set(spoken), set(itertools.pairwise(spoken))
        held = {product.id for product in known}
        lasts = {_parts(product.name)[-1:] for product in known}
        found = [p for p in self._candidates(said) if p.id not in held and _named(p, pairs, lasts, self.by_last)]
        return found[:MOST]

    def _candidates(self, said: set[str]) -> Iterator[Product]:
        for last, same in self.by_last.items():
            if _one(last) in said:
                yield from same


def _named(
    product: Product,
    pairs: set[tuple[str, str]],
    lasts: set[tuple[str, ...]],
    by_last: dict[str, tuple[Product, ...]],
) -> bool:
    parts = _parts(product.name)
    alone = len(by_last[parts[-1]]) == 1 and parts[-1:] not in lasts
    beside = (_one(parts[-2]), _one(parts[-1])) if len(parts) > 1 else None
    return beside in pairs or (alone and len(parts[-1]) >= TELLING)


TELLING = 4  # letters of a word that names a thing by itself


def _parts(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _one(word: str) -> str:
    """One of many: "hammocks" and "hammock"."""
    return word[:-1] if word.endswith("s") else word
