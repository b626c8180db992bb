"""Names of people in free text, by what stands around them: "my name is …", a title, a sign-off, "my wife …"."""

import re
from collections.abc import Iterator

from .lists import first_names, is_ordinary
from .words import words


def introduced_names(text: str, language: str | None = None) -> Iterator[tuple[int, int]]:
    """Each name that its surroundings give away; ordinary words that begin with a capital are left alone."""
    for pattern in _CALLED:
        for match in pattern.finditer(text):
            if length := _unordinary(match.group(1), language):
                yield match.start(1), match.start(1) + _length(match.group(1), length)
    for match in _RELATION.finditer(text):
        if match.group(1) in first_names() and not is_ordinary(match.group(1), language):
            yield match.span(1)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            words = match.group(1).split()
            while words and words[0].strip(".").casefold() in _NO_NAMES:
                words = []
            while words and words[-1].casefold() in _NO_NAMES:
                words.pop()
            if words:
                yield match.start(1), match.start(1) + _length(match.group(1), len(words))


def _unordinary(written: str, language: str | None) -> int:
    """How many words it begins with that are no ordinary ones; none after a full stop."""
    count = 0
    for word in written.split():
        if is_ordinary(_SHORT.sub("", word.rstrip(".,")), language) or not word.strip(".,-").replace("'", "").isalpha():
            break
        count += 1
        if word.endswith(".") and len(word) > 2:
            break
    return count


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
_MINE = (
    r"\b(?:my|our|meine?[rnm]?|mon|ma|mi|mio|mia|minha|meu|mijn)[ \t]+(?:wife|husband|mother|mom|mum|father|"
    r"dad|sister|brother|son|daughter|friend|partner|boss|neighbou?r|roommate|colleague|assistant|girlfriend|boyfriend|"
    r"fianc[ée]e?|aunt|uncle|cousin|kid|child|grand\w{2,8}|frau|mann|mutter|vater|schwester|bruder|sohn|tochter|"
    r"freundin?|nachbarin?|femme|mari|mère|père|sœur|frère|fils|fille|ami|amie|esposa|esposo|marido|hermana|hermano|"
    r"hijo|hija|moglie|marito|sorella|fratello|figlio|figlia|amica|amico|mulher|irmã|irmão|filho|filha|amiga|amigo|"
    r"vrouw|moeder|vader|zus|broer|zoon|dochter|vriendin?|buurvrouw|buurman)"
)
_RELATION = re.compile(rf"{_MINE}[ \t]+([^\W\d_A-Z]{{3,20}})(?![\w@./-])")
_SHORT = re.compile(r"['’](?:s|d|ve|ll|m|re|t)\Z", re.IGNORECASE)
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
    re.compile(rf"(?i:{_MINE})[ \t]*,?[ \t]+{_NAME}"),
    re.compile(
        rf"(?i:\b(?:addressed to|attention|attn|c/o|on behalf of|under the name(?: of)?|in the name of)[ \t:]+){_NAME}"
    ),
)
_CALLED = (
    # What somebody is called, in letters of any size.
    re.compile(
        r"(?<!product )(?<!brand )(?<!model )(?<!item )\b(?:name(?:\s(?:is|was)|[ \t]?[:?])|mein\sname\sist|"
        r"ich\shei(?:ß|ss)e|je\sm['’]appelle|me\sllamo|mi\snombre\ses|mi\schiamo|(?:me\s)?chamo(?:-me)?|meu\snome\s[ée]|mijn\snaam\sis|"
        r"calls?\sme)[ \t]{1,3}((?:[^\W\d_][\w'’.-]{0,30}[ \t]?){1,3})",
        re.IGNORECASE,
    ),
    # Whom somebody dealt with.
    re.compile(
        r"(?i:\b(?:(?:spoke|speak(?:ing)?|spoken|talk(?:ed|ing)?|chatted|dealt|dealing)\s(?:to|with)|gesprochen\smit|"
        r"parlé\s(?:à|avec)|habl(?:é|ado)\scon|parlato\scon|fal(?:ei|ado)\scom|gesproken\smet|colleague|agent|"
        r"employee|driver|courier|advisor|kollegin|kollege|mitarbeiter(?:in)?|collègue|compañer[oa]|collega|colega|"
        r"somebody\s(?:named|called)|someone\s(?:named|called)|by\sthe\sname\sof|said|says|told|"
        rf"(?:names?|called)\s(?:him|her|them))[ \t]{{1,3}}){_NAME}"
    ),
    re.compile(rf"(?<![.!?][ \t])\b{_NAME}(?=[ \t](?:said|says|told|promised|answered|signed|lives|called\sme)\b)"),
)
_NO_NAMES = words("no_names")
