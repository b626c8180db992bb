"""What customers call things in their own language, where the catalogue has English names."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from copilot.shipped import read_words

_WORD = re.compile(r"[^\W_]+")
_WITHIN = 5  # letters that a word needs to be looked for within a longer one
_LONGEST = 3  # words of an English name


def called_otherwise(name: str, text: str, language: str) -> bool:
    """Whether the text, in this language, names the thing that ends this English name: "Lumo Kettle", "wasserkocher".

    `text` is one that `plain` made.
    """
    words = [_plain(word) for word in _WORD.findall(name)]
    entries = _things().get(language, {})
    for length in range(min(_LONGEST, len(words)), 0, -1):
        english = " ".join(words[-length:])
        if english in entries:
            left = _without(_narrower(english, language), text)
            if any(_stands(form, left) for form in entries[english]):
                return True
    return False


@lru_cache(maxsize=2048)  # the names of a customer's things are looked for in every clause
def english_names(name: str) -> Sequence[str]:
    """What else the thing that ends this English name is called in English, longest first: "casserole"."""
    words = [_plain(word) for word in _WORD.findall(name)]
    entries = _things().get("en", {})
    for length in range(min(_LONGEST, len(words)), 0, -1):
        if found := entries.get(" ".join(words[-length:])):
            return tuple(sorted(found, key=len, reverse=True))
    return ()


def plain(text: str) -> str:
    """The words in small letters without accents, a blank around each."""
    return f" {' '.join(_plain(word) for word in _WORD.findall(text))} "


def _without(forms: Sequence[str], text: str) -> str:
    for form in forms:
        text = text.replace(form, " ")
    return text


@cache
def _narrower(english: str, language: str) -> tuple[str, ...]:
    """The names of narrower things: "stehlampe" names a floor lamp, and no lamp of another kind."""
    narrower = (forms for name, forms in _things()[language].items() if name.endswith(f" {english}"))
    return tuple(form for forms in narrower for form in forms)


def _stands(form: str, text: str) -> bool:
    return f" {form}" in text or (len(form) >= _WITHIN and form in text)


@lru_cache(maxsize=8192)  # the words of names and of a message come up again and again
def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))


@cache
def _things() -> dict[str, dict[str, Sequence[str]]]:
    """By language and English name, the beginnings of words."""
    text = files("copilot.evidence").joinpath("things.yaml").read_text("utf-8")
    found: dict[str, dict[str, Sequence[str]]] = {}
    for english, by_language in read_words(text).items():
        for language, forms in by_language.items():
            found.setdefault(language, {})[english] = [plain(form).strip() for form in forms]
    return found
