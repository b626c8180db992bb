"""Names of people in free text, by what stands around them: "my name is …", a title, a sign-off, "my wife …"."""

import re
from collections.abc import Iterator

from .words import words


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Each name that its surroundings give away; ordinary words that begin with a capital are left alone."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            words = match.group(1).split()
            while words and words[0].strip(".").casefold() in _NO_NAMES:
                words = []
            while words and words[-1].casefold() in _NO_NAMES:
                words.pop()
            if words:
                yield match.start(1), match.start(1) + _length(match.group(1), len(words))


def _length(written: str, words: int) -> int:
    """The length of so many words of it, with what lies between them."""
    ends = [match.end() for match in re.finditer(r"\S+", written)]
    return len(written[: ends[words - 1]].rstrip(".,"))


_PART = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]{0,30}|[A-Z]\.)"
_JOIN = r"(?:[ \t](?:van|von|der|den|de|del|della|di|da|la|le|el|bin)){0,2}"
_NAME = rf"({_PART}(?:{_JOIN}[ \t]{_PART}){{0,3}})"
_TITLE = r"(?:mr|mrs|ms|miss|dr|prof|sir|madam|herr|frau|m\.|mme|mlle|sr|sra|sig|dhr|mevr)"
_CLOSING = (
    r"(?:regards|wishes|thanks|thank\s+you|thx|cheers|sincerely|yours|best|love|gr[uü](?:ß|ss)e|gr[uü](?:ß|ss)en|danke|"
    r"vg|lg|mfg|cordialement|merci|saludos|gracias|atentamente|saluti|grazie|cumprimentos|obrigad[oa]|groeten|groetjes)"
)
_PATTERNS = (
    re.compile(
        rf"(?i:\b(?:my\s+(?:full\s+)?name(?:\s+is|'s|’s)|name\s?:|this\s+is|it'?s|i\s?am|i['’]m|called|mein\s+name\s+ist|ich\s+bin|"
        rf"ich\s+hei(?:ß|ss)e|je\s+m['’]appelle|je\s+suis|me\s+llamo|soy|mi\s+chiamo|sono|chamo-me|me\s+chamo|sou|mijn\s+naam\s+is|"
        rf"ik\s+ben)\s{{1,3}})(?i:{_TITLE}\.?\s)?{_NAME}"
    ),
    re.compile(rf"\b(?i:{_TITLE})\.?[ \t]{_NAME}"),
    re.compile(rf"(?im:^[ \t]*(?:dear|hi|hello|hey|hallo|liebe|lieber|bonjour|hola|ciao|ol[áa]|beste)[ \t]+){_NAME}"),
    re.compile(rf"(?i:{_CLOSING})[^\n]{{0,20}}\n\s{{0,4}}(?:[-–—~][ \t]?)?{_NAME}[ \t]*(?=\n|$)"),
    re.compile(rf"(?i:\b{_CLOSING})[ \t]*,[ \t]*{_NAME}[ \t]*\.?(?=\n|$)"),
    re.compile(rf"\n\s{{0,4}}(?:[-–—~][ \t]?)?{_NAME}[ \t]*\s{{0,4}}\Z"),
    re.compile(
        rf"(?i:\b(?:my|our|meine?[rnm]?|mon|ma|mi|mio|mia|minha|meu|mijn)[ \t]+(?:wife|husband|mother|mom|mum|father|"
        rf"dad|sister|brother|son|daughter|friend|partner|boss|neighbou?r|roommate|colleague|assistant|girlfriend|boyfriend|"
        rf"fianc[ée]e?|aunt|uncle|cousin|grand\w{{2,8}}|frau|mann|mutter|vater|schwester|bruder|sohn|tochter|freundin?|"
        rf"nachbarin?|femme|mari|mère|père|sœur|frère|fils|fille|ami|amie|esposa|esposo|marido|hermana|hermano|hijo|hija))"
        rf"[ \t]*,?[ \t]+{_NAME}"
    ),
    re.compile(
        rf"(?i:\b(?:addressed to|attention|attn|c/o|on behalf of|under the name(?: of)?|in the name of)[ \t:]+){_NAME}"
    ),
)
_NO_NAMES = words("no_names")
