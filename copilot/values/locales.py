"""Locale data from babel, which is loaded at first use only."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
"""The languages whose words are read and written; numbers and dates are formatted in every locale of babel's."""


def language_of(tag: str | None) -> str | None:
    """The language of a tag such as "de", "de-AT" or "de_AT" if it is one of ours, else None."""
    language = (tag or "").replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else None


@lru_cache(maxsize=256)
def locale_of(tag: str) -> "Locale":
    """Babel's locale for a tag such as "de-AT" or "de_AT"; an unknown region falls back to its language."""
    from babel import Locale, UnknownLocaleError

    parts = tag.replace("-", "_").split("_")
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:end]))
        except (UnknownLocaleError, ValueError):
            continue
    raise ValueError(f"{tag!r} is not a locale; expected one such as 'en_US' or 'de'")


@lru_cache(maxsize=256)
def separators(tag: str) -> tuple[str, str]:
    """The decimal and the group separator of a locale: (".", ",") for "en"."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = locale_of(tag)
    return get_decimal_symbol(locale), get_group_symbol(locale)
