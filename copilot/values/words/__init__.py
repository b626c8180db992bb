"""What each language calls numbers, units, days and hedges: one TOML file a language, months and weekdays from babel.

Keys of a file
    numbers, ones, tens, compound, hundreds,      spelled numbers: counted from zero ("" leaves one out), how tens and
    more_numbers                                  ones join, and hundreds with the rest where they are one word
    articles, counting_articles                   "ein", "a": a number only in front of a unit or a currency; those of
                                                  the second list also in front of a thing
    pronouns_before, pronouns_after               beside a counting article that counts nothing: "this one", "one of"
    ordinals, ordinal_suffixes                    forms of first, second, …; what follows the digits: "2nd"
    percent, currencies, cents                    words for %, a sign or ISO code and its words, the same for its cents
    units, forms                                  words of a unit of time; singular and plural for writing
    business, plain                               beside a day: "business", "calendar"
    to, either, between, conjunction              between the ends of a range, and in front of "10 and 20"
    days, following, preceding, current           "tomorrow"; next, last and this weekday
    not_after, not_weekday_after                  in front of what is no day: "guten Morgen", "black Friday"
    capital                                       months that are ones with a capital only: "May"
    ago_before, ago_after, ahead                  beside a duration that runs from today
    and_half                                      behind a duration: "a year and a half"
    months, weekdays                              names beyond babel's
    date_joins, date_cues, month_cues             "of"; in front of a day that is written "3/4", of a month alone
    clock, clock_cues, halves                     "Uhr"; in front of an hour; "pm"
    span_cues, frequency                          in front of "a day" that is a duration; of "a week" that is none
    sizes, card_cues                              "size" 8; "ending in" 1234
    approximate, at_most, at_least                in front of a value; until, since: of a date; *_after: behind it
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from copilot.values.locales import LANGUAGES, locale_of
from copilot.values.tokens import phrase

Table = dict[str, tuple[tuple[tuple[str, ...], Any], ...]]
"""First word of a phrase to its further words and what it means, longest phrase first."""

_PHRASES = (
    "ordinal_suffixes", "business", "plain", "to", "either", "conjunction", "following", "preceding", "current",
    "ago_after", "and_half", "date_joins", "clock", "sizes", "card_cues", "approximate_after", "at_most_after",
    "at_least_after",
)  # fmt: skip
_GROUPED = ("units", "currencies", "cents")
_MEANINGS = ("more_numbers", "articles", "days", "halves")
_FRONTS = (
    "between", "not_after", "not_weekday_after", "capital", "date_cues", "month_cues", "clock_cues", "span_cues",
    "frequency", "ago_before", "ahead", "approximate", "at_most", "at_least", "until", "since", "counting_articles",
    "pronouns_before", "pronouns_after",
)  # fmt: skip
_OPENING = (
    "numbers", "articles", "ordinals", "months", "weekdays", "days", "sizes", "card_cues", "following", "preceding",
    "current",
)  # fmt: skip
_UNSURE = frozenset(("due", "once", "sei", "son", "an", "o", "e", "a", "set", "ago", "out", "mar", "sept"))
"""Words that mean something else in another of our languages, so they mean nothing where the language is unknown."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words ready for look-up: phrases by their first word, and sets of what stands in front of a value."""

    tables: dict[str, Table]
    fronts: dict[str, frozenset[str]]
    openings: dict[str, frozenset[str]]
    """Word that can begin a value to the names of the tables that it opens."""
    forms: dict[str, tuple[str, str]]


@lru_cache(maxsize=len(LANGUAGES) + 1)
def words_of(language: str | None) -> Words:
    """The words of one of our languages; without one, those of all that do not contradict each other."""
    if language:
        return _prepared([_meanings(language)])
    return _prepared([_meanings(each) for each in LANGUAGES], unsure=_UNSURE)


def _meanings(language: str) -> dict[str, Any]:
    """One file with its lists turned into phrase to meaning, and babel's names of months and weekdays."""
    with Path(__file__).with_name(f"{language}.toml").open("rb") as file:
        raw = tomllib.load(file)
    read: dict[str, dict[str, Any]] = {name: dict.fromkeys(raw.get(name, ()), True) for name in _PHRASES}
    read |= {name: {word: key for key, words in raw[name].items() for word in words} for name in _GROUPED}
    read |= {name: raw.get(name, {}) for name in _MEANINGS}
    read["numbers"] = _numbers(raw)
    read["ordinals"] = {form: place for place, forms in enumerate(raw["ordinals"], 1) for form in forms.split()}
    read["percent"] = dict.fromkeys(raw["percent"]["words"], True)
    read["months"] = _names(language, "months", 1) | raw.get("months", {})
    read["weekdays"] = _names(language, "days", 3) | raw.get("weekdays", {})
    return {"tables": read, "fronts": {name: raw.get(name, []) for name in _FRONTS}, "forms": raw["forms"]}


def _numbers(raw: dict[str, Any]) -> dict[str, int]:
    numbers = {word: value for value, word in enumerate(raw["numbers"]) if word}
    for ten, tens in enumerate(raw["tens"], start=2):
        numbers[tens] = ten * 10
        for one, ones in enumerate(raw["ones"], start=1):
            numbers |= {form.format(tens=tens, ones=ones): ten * 10 + one for form in raw["compound"]}
    rests = {"": 0} | {word: value for word, value in numbers.items() if 0 < value < 100}
    for form in raw.get("hundreds", ()):
        for hundred, ones in enumerate(raw["ones"], start=1):
            if hundred == 1 or "{ones}" in form:
                numbers |= {form.format(ones=ones, rest=rest): hundred * 100 + value for rest, value in rests.items()}
    numbers |= raw["more_numbers"]
    return numbers


def _names(language: str, kind: str, shortest: int) -> dict[str, int]:
    """Babel's names, wide and abbreviated, without their full stops; weekdays of two letters are too many things."""
    named = getattr(locale_of(language), kind)
    return {
        name.lower().rstrip("."): key
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for key, name in named.get(context, {}).get(width, {}).items()
        if len(name.rstrip(".")) >= shortest
    }


def _prepared(meanings: list[dict[str, Any]], unsure: frozenset[str] = frozenset()) -> Words:
    tables: dict[str, dict[str, Any]] = {}
    fronts: dict[str, set[str]] = {name: set() for name in _FRONTS}
    taken: dict[str, int] = {}
    for place, language in enumerate(meanings):
        for name, phrases in language["tables"].items():
            table = tables.setdefault(name, {})
            for text, meaning in phrases.items():
                if text not in unsure:
                    table.setdefault(text, meaning)
        for name, phrases in language["fronts"].items():
            fronts[name] |= {text for text in phrases if taken.setdefault(text, place) == place}
    ready = {name: _table(phrases) for name, phrases in tables.items()}
    openings: dict[str, set[str]] = {}
    for name in _OPENING:
        for first in ready[name]:
            openings.setdefault(first, set()).add(name)
    return Words(
        ready,
        {name: frozenset(phrases) for name, phrases in fronts.items()},
        {first: frozenset(names) for first, names in openings.items()},
        {unit: (one, many) for unit, (one, many) in meanings[0]["forms"].items()},
    )


def _table(phrases: dict[str, Any]) -> Table:
    table: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for text, meaning in phrases.items():
        first, *rest = phrase(text)
        table.setdefault(first, []).append((tuple(rest), meaning))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in table.items()}
