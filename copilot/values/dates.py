"""Calendar days: canonical text such as "2026-12-10", in the shop's time zone."""

from datetime import date, datetime, tzinfo

from .locales import locale_of


def local_date(moment: date, zone: tzinfo) -> date:
    """The calendar day of an instant in that zone; a plain day is itself."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; expected an aware time")
    return moment.astimezone(zone).date()


def format_date(day: date | str, locale: str, *, today: date | None = None) -> str:
    """A day as people of that locale write it, e.g. "10. Dezember 2026".

    A day of the same year as `today` goes without its year: "10. Dezember".
    """
    from babel.dates import format_date as written
    from babel.dates import format_skeleton

    known = date.fromisoformat(day) if isinstance(day, str) else day
    if today is not None and known.year == today.year:
        return format_skeleton("MMMMd", known, locale=locale_of(locale))
    return written(known, format="long", locale=locale_of(locale))
