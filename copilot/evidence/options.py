"""Which option of a variant a text names: a colour or a wood in any of our languages, a size by its figures."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from copilot.models import OrderItem
from copilot.shipped import read_words

from .things import plain

FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


def names_option(text: str, value: str) -> bool:
    """Whether a text that `plain` made names this option: a colour in any of our languages, a size by its figures."""
    figures = FIGURE.findall(value)
    if figures:
        return _sizes(tuple(figures), value.split(figures[-1])[-1].strip()[:1].casefold()).search(text) is not None
    return any(f" {form}" in text for form in _colours().get(value.casefold(), (plain(value).strip(),)))


def says_size(text: str, item: OrderItem, alike: Sequence[OrderItem]) -> bool:
    """Whether such a text speaks of the larger or the smaller one, and the item is it among lines that are `alike`."""
    own, sizes = _figures(item), [size for other in alike if (size := _figures(other))]
    if len(sizes) < len(alike) or len(set(sizes)) < 2 or own not in (max(sizes), min(sizes)):
        return False
    return _speaks_of(text, "large" if own == max(sizes) else "small", plain(item.name).split())


def _speaks_of(text: str, size: str, name: Sequence[str]) -> bool:
    """Whether "the large one" or "the large bottle" stands there, or as much in another language."""
    words = size_words()
    the, sizes = ("|".join(map(re.escape, words[what])) for what in ("the", size))
    for found in re.finditer(rf" (?:{the}) ({sizes}) (?=([^ ]*))", text):
        behind = found[2]
        if found[1] not in words["english"] and behind not in words["no_thing"]:
            return True
        if behind in words["one"] or behind.rstrip("s") in (word.rstrip("s") for word in name):
            return True
    return False


def _figures(item: OrderItem) -> tuple[float, ...] | None:
    """The figures of the one option that has some; None where none has or several have."""
    found = [figures for value in item.options.values() if (figures := FIGURE.findall(value))]
    return tuple(float(figure.replace(",", ".")) for figure in found[0]) if len(found) == 1 else None


@cache
def _sizes(figures: tuple[str, ...], unit: str) -> re.Pattern[str]:
    """Figures as `plain` leaves them: "0.75" as "0 75", "200 x 200" in one word; a small one only with its unit."""
    parts = [r"[ .,]?".join(map(re.escape, re.split(r"[.,]", figure))) for figure in figures]
    alone = len(figures) == 1 and figures[0].isdigit() and len(figures[0]) == 1
    behind = f"(?= ?{re.escape(unit)})" if alone and unit else r"(?= ?(?:p|teil|st|dlg))" if alone else r"(?!\d)"
    written = r"(?<!\d)" + r" ?(?:x|by|mal|auf|sur|por|per|op)? ?".join(parts) + behind
    of_set = [rf"(?<= {re.escape(lead)} ){parts[0]}(?!\d)" for lead in size_words()["set_of"]] if alone else []
    return re.compile("|".join([written, *of_set]))


@cache
def size_words() -> Mapping[str, Sequence[str]]:
    """The words by which customers name things by their size, as `plain` leaves them, by what they are."""
    text = files("copilot.evidence").joinpath("sizes.yaml").read_text("utf-8")
    return {what: [plain(word).strip() for word in words] for what, words in read_words(text).items()}


@cache
def _colours() -> Mapping[str, Sequence[str]]:
    """By the catalogue's name of a colour, the beginnings of words that customers name it by."""
    text = files("copilot.evidence").joinpath("options.yaml").read_text("utf-8")
    return {name: tuple(plain(form).strip() for form in forms) for name, forms in read_words(text).items()}
