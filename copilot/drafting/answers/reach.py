"""Whether the shop delivers to a country that the customer names."""

import re
from collections.abc import Mapping
from functools import cache

from copilot.drafting.answer import Answer
from copilot.drafting.text import line
from copilot.evidence import Evidence, plain
from copilot.policy import region_name, region_names
from copilot.values import LANGUAGES

LONGEST = 2000  # code points of the message that are read
_SHORT = re.compile(r"\b(?:[A-Z]{2}|USA)\b")
_SHORTEST = 4  # letters of a country's name that is looked for


def reach(evidence: Evidence, _: str) -> Answer | None:
    """Yes or no, from the regions of the rules about shipping; None where no country or no such rule is known."""
    named = country_named(evidence.ticket.last_said)
    rules = [
        scoped
        for scoped in evidence.policy
        if scoped.clause.about == "shipping"
        and scoped.clause.effect == "grant"
        and scoped.clause.when.regions
        and scoped.stands_on(evidence.as_of, evidence.shop.zone)
    ]
    if named is None or not rules:
        return None
    code, name = named
    own = region_names(code)
    serving = [s.clause.id for s in rules if any(asked & own for asked in s.scope.get("regions", ()))]
    if serving:
        return Answer([[line("ship_yes", *serving[:1], country=name)]])
    return Answer([[line("ship_no", *(scoped.clause.id for scoped in rules), country=name)]])


def country_named(text: str) -> tuple[str, str] | None:
    """The code and the name of the country that stands in the text, in any of our languages; the longest name wins."""
    said = plain(text[:LONGEST])
    found = [(form, code, name) for form, (code, name) in _countries().items() if f" {form} " in said]
    return max(found, key=lambda one: len(one[0]))[1:] if found else None


def countries_named(text: str) -> frozenset[str]:
    """The codes of all the countries and unions that stand in the text, in any of our languages or as "UK" and "EU"."""
    said = plain(text[:LONGEST])
    short = {region_name(word) for word in _SHORT.findall(text[:LONGEST])}
    return frozenset(
        {code.casefold() for form, (code, _) in _countries().items() if f" {form} " in said} | (short & _codes())
    )


@cache
def _codes() -> frozenset[str]:
    return frozenset(code.casefold() for code, _ in _countries().values())


@cache
def _countries() -> Mapping[str, tuple[str, str]]:
    """By the plain name in each of our languages, the code and the name as it is written."""
    from babel import Locale

    names: dict[str, tuple[str, str]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            form = plain(name).strip()
            if len(code) == 2 and code.isalpha() and len(form) >= _SHORTEST:
                names.setdefault(form, (code, name))
    return names
