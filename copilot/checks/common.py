"""Words that a language has of its own, in a dictionary of seven languages, and that name nobody and no place."""

from collections.abc import Iterator
from functools import cache, lru_cache

from copilot.privacy.lists import first_names, is_country, is_ordinary

SHORT = 3  # letters: what is no longer may be an abbreviation


@lru_cache(maxsize=20_000)
def is_common(word: str, language: str) -> bool:
    """Whether a word, written as in its text, is in the dictionary and is no first name, country or city."""
    if len(word) <= SHORT or word.isupper() or not word.isalpha():
        return False
    small = word.casefold()
    if small in first_names() or is_country(word) or small in _cities(language):
        return False
    if language == "en":
        return is_ordinary(word, language)
    import simplemma

    return simplemma.is_known(word, lang=language, low_memory=True)


@cache
def _cities(language: str) -> frozenset[str]:
    """The cities that time zones and the lists of addresses of the language's countries name, in small letters."""
    return frozenset(name.casefold() for name in (*_of_zones(language), *_of_addresses(language)))


def _of_zones(language: str) -> Iterator[str]:
    from babel import Locale

    zones = Locale(language).time_zones
    yield from (zone["city"] for zone in zones.values() if "city" in zone)


def _of_addresses(language: str) -> Iterator[str]:
    import pkgutil
    from importlib import import_module

    from faker.providers import address

    for country in pkgutil.iter_modules(address.__path__):
        if country.name.startswith(f"{language}_"):
            provider = import_module(f"{address.__name__}.{country.name}").Provider
            for kind in ("cities", "city_names", "states"):
                yield from (name for name in getattr(provider, kind, ()) if isinstance(name, str))
