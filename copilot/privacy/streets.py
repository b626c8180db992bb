"""Street addresses in free text, by their form: a number beside a name with a word for a street, and what follows."""

import re
from collections.abc import Iterator


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Each street address, with unit, town and post code where they follow it on the line or the next."""
    for pattern in _STREETS:
        for match in pattern.finditer(text):
            end = match.end()
            while more := _MORE.match(text, end):
                end = more.end()
            yield match.start(), end
    for pattern in (_BOX, _ROOM):
        for match in pattern.finditer(text):
            yield match.span()


_NAME = r"[^\W\d_][\w'’.-]{0,30}"
_PLAIN = r"[^\W\d_][\w'’-]{0,30}"  # without a full stop, which ends a sentence
_STREET = (
    r"(?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|terrace|parkway|pkwy|crescent|highway|hwy|(?-i:Drive|Dr|"
    r"Court|Ct|Place|Pl|Way|Circle|Cir|Square|Sq|Row|Close|Trail|Grove|Gardens|Mews|Hill|Loop|Walk|Green|View|Plaza))"
)
_STREETS = (
    # 12 Oak Street, 7 Mill Row
    re.compile(rf"(?<![\w#-])\d{{1,6}}[A-Za-z]?\s(?:(?:St\.|{_PLAIN})\s){{1,4}}?{_STREET}\b\.?", re.IGNORECASE),
    # Gartenstraße 8, Ahornweg 12, Lange Gasse 5a
    re.compile(
        r"(?<![\w-])(?:[A-ZÄÖÜ][\w-]{1,20} )?[\w-]{0,30}(?i:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|"
        r"straat|laan|plein|gracht|kade)\s\d{1,5}\s?[a-zA-Z]?(?!\w)",
    ),
    # Magasinsgatan 7, Søndergade 52, Kiannonkatu 98, ul. Miła 53
    re.compile(
        r"(?<![\w-])(?:[^\W\d_]{2,30}(?:gatan|gata|vägen|väg|gade|vej|veien|vegen|katu|kuja|tie|stræti|utca)"
        rf"|ul\.\s{_NAME}(?:\s{_NAME}){{0,3}}?)\s\d{{1,5}}\s?[a-zA-Z]?(?!\w)",
        re.IGNORECASE,
    ),
    # 14 rue de la Paix, 3 bis avenue Foch
    re.compile(
        rf"(?<!\w)\d{{1,5}}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|boulevard|place|chemin|allée|impasse|quai|route)"
        rf"(?:\s{_PLAIN}){{1,5}}",
        re.IGNORECASE,
    ),
    # Calle Mayor 5, Rua das Amoreiras 19, Via Roma, 12
    re.compile(
        rf"(?<!\w)(?:calle|c/|avenida|av\.|avda\.?|paseo|plaza|rua|travessa|praça|largo|via|viale|piazza|corso|vicolo)"
        rf"(?:\s{_NAME}){{1,5}}?,?\s(?:n[.º°]?\s?)?\d{{1,5}}(?!\w)",
        re.IGNORECASE,
    ),
)
_MORE = re.compile(
    r"(?:,?[ \t]|,?\n|,)(?:"
    r"(?:apt|apartment|suite|ste|unit|flat|floor|room|#)\.?\s?#?\w{1,6}\b"  # the unit
    r"|\d{1,2}\.\s?(?:og|stock|eg|etage|º|ª|°)[^\n,]{0,10}"
    r"|(?:[A-Z]{1,3}-)?\d{4,5}(?:-\d{3,4})?(?:\s[A-Z][\w'’.-]{1,30}){0,3}"  # post code and town
    r"|[A-Z][\w'’.-]{1,30}(?:\s[A-Z][\w'’.-]{1,30}){0,2},?\s(?:[A-Z]{2}\b|[A-Z][a-z]{3,15}),?\s\d{5}(?:-\d{4})?"
    r"|(?:[A-Z][\w'’.-]{1,30}(?:\s[A-Z][\w'’.-]{1,30}){0,2},?\s)?[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"  # Bristol BS3 4QZ
    r"|(?:[A-Z][\w'’.-]{1,30}\s?){1,3},\s?[A-Z]{2}\b"  # town and state
    r")"
)
_BOX = re.compile(
    r"(?<!\w)(?:(?:P\.?\s?O\.?\s?Box|Postfach|Postbus|Apartado)\s\d{1,6}"
    r"|(?:PSC|Unit|CMR)\s\d{3,5},?\sBox\s\d{1,5}(?:,?\s(?:APO|FPO|DPO)\s[A-Z]{2}\s\d{5})?)(?!\w)",
    re.IGNORECASE,
)
_ROOM = re.compile(r"(?<!\w)(?:apt|apartment|suite)\.?\s#?\d{1,5}[a-z]?(?!\w)", re.IGNORECASE)
