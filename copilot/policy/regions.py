"""Names of regions: countries as orders write them, their parts, and the unions that policies speak of."""

from functools import lru_cache

_EU = frozenset({
    "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu",
    "ie", "it", "lt", "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk",
})  # fmt: skip
_UNIONS = {"eu": _EU, "eea": _EU | {"is", "li", "no"}}


@lru_cache(maxsize=1024)
def region_names(country: str, part: str | None = None) -> frozenset[str]:
    """Every name that a clause may use for a place: "us" and "us-ca" for California, "de", "eu" and "eea" for Germany.

    A part of a country never stands alone: "CA" is Canada, California is "US-CA".
    """
    code = region_name(country)
    parts = {f"{code}-{part.strip().casefold()}"} if part and part.strip() else set()
    whole = {code.split("-")[0]} if "-" in code else set()
    unions = {union for union, members in _UNIONS.items() if code.split("-")[0] in members}
    return frozenset({code} | parts | whole | unions)


@lru_cache(maxsize=1024)
def region_name(name: str) -> str:
    """The one spelling of a region that is compared: an ISO code where the name is one that is known."""
    plain = name.strip()
    known = _territories()
    return known.get(plain.casefold(), plain.casefold())


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    # Imported here: its data are large, and nobody needs them before the first order is read.
    from babel import Locale
    from babel.core import get_global

    names = {name.casefold(): code.casefold() for code, name in Locale("en").territories.items() if len(code) == 2}
    aliases = {
        old.casefold(): new[0].casefold() for old, new in get_global("territory_aliases").items() if len(new) == 1
    }
    return {**names, **aliases}
