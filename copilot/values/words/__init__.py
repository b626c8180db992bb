"""What each language calls numbers, units, days and hedges, from the TOML file of its name.

`numbers` counts from zero (an empty string leaves a number out), `compound` says how tens and ones join, `articles`
are numbers only in front of a unit or a currency, `currencies` and `cents` lead to a sign or an ISO code, `business`
and `plain` stand beside a day, `to` between the ends of a range, `ahead` in front of a duration that runs from today.
The months and weekdays come from babel.
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


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, ready for look-up: tables by first word, and sets of folded phrases."""

    numbers: Table
    articles: Table
    ordinals: Table
    months: Table
    weekdays: Table
    days: Table
    units: Table
    currencies: Table
    cents: Table
    percent: Table
    sets: dict[str, frozenset[str]]
    tables: dict[str, Table]
    forms: dict[str, tuple[str, str]]
    starts: frozenset[str]


@lru_cache(maxsize=len(LANGUAGES))
def words_of(language: str) -> Words:
    """The words of one of our languages."""
    with Path(__file__).with_name(f"{language}.toml").open("rb") as file:
        return _prepared(tomllib.load(file), language)


_PHRASE_TABLES = (
    "ordinal_suffixes", "business", "plain", "to", "conjunction", "half", "following", "preceding", "current",
    "ago_before", "ago_after", "ahead", "date_joins", "clock", "sizes", "card_cues",
    "approximate_after", "at_most_after", "at_least_after",
)  # fmt: skip
_PHRASE_SETS = (
    "between", "date_cues", "month_cues", "clock_cues", "span_cues", "frequency", "approximate", "at_most", "at_least",
    "until", "since", "counting_articles", "pronouns_before", "pronouns_after", "ago_before", "ahead",
)  # fmt: skip


def _prepared(raw: dict[str, Any], language: str) -> Words:
    numbers = {word: value for value, word in enumerate(raw["numbers"]) if word} | raw["more_numbers"]
    for tens, ten in enumerate(raw["tens"], start=2):
        numbers[ten] = tens * 10
        for one, digit in enumerate(raw["ones"], start=1):
            numbers |= {form.format(tens=ten, ones=digit): tens * 10 + one for form in raw["compound"]}
    locale = locale_of(language)
    months = {
        name.lower().rstrip("."): month
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in locale.months[context][width].items()
    } | raw.get("months", {})
    weekdays = {
        name.lower().rstrip("."): day
        for width in ("wide", "abbreviated")
        for day, name in locale.days["format"][width].items()
        if len(name.rstrip(".")) > 2
    } | raw.get("weekdays", {})
    tables = {
        "numbers": _table(numbers),
        "articles": _table(raw["articles"]),
        "ordinals": _table(
            {word: place for place, word in enumerate(raw["ordinals"], start=1)} | raw.get("more_ordinals", {})
        ),
        "months": _table(months),
        "weekdays": _table(weekdays),
        "days": _table(raw["days"]),
        "units": _table({word: unit for unit, forms in raw["units"].items() for word in forms}),
        "currencies": _table(raw["currencies"]),
        "cents": _table(raw["cents"]),
        "percent": _table(dict.fromkeys(raw["percent"], True)),
    }
    starts = frozenset(
        first for name in ("numbers", "articles", "ordinals", "months", "weekdays", "days") for first in tables[name]
    )
    phrases = {name: _table(dict.fromkeys(raw.get(name, []), True)) for name in _PHRASE_TABLES}
    return Words(
        **tables,
        sets={name: frozenset(raw.get(name, [])) for name in _PHRASE_SETS},
        tables=phrases,
        forms={unit: (one, many) for unit, (one, many) in raw["forms"].items()},
        starts=starts
        | phrases["sizes"].keys()
        | phrases["following"].keys()
        | phrases["preceding"].keys()
        | phrases["current"].keys()
        | phrases["ago_before"].keys()
        | phrases["card_cues"].keys(),
    )


def _table(phrases: dict[str, Any]) -> Table:
    table: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for text, meaning in phrases.items():
        first, *rest = phrase(text)
        table.setdefault(first, []).append((tuple(rest), meaning))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in table.items()}
