"""Words that every letter has and that say nothing of its matter: greetings, names, wishes, regards."""

import re

_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)"
    r"|sehr geehrte|liebes?"
    r"|bonjour|bonsoir|salut|hola|buen[oa]s(?: d[ií]as| tardes| noches)?|estimad[oa]s?|buongiorno|buonasera"
    r"|salve|gentil[ei]"
    r"|ol[aá]|bom dia|boa (?:tarde|noite)|prezad[oa]s?|goede(?:morgen|middag|navond)|beste"
    r"|geachte)\b[^.!?,:\n]{0,30}[.!?,:\n]+",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:^|(?<=[.!?,\n ]))(?:my name is|i am called|mein name ist|ich heiße|je m'appelle|mon nom est|me llamo"
    r"|mi nombre es"
    r"|mi chiamo|il mio nome è|o meu nome é|meu nome é|chamo-me|mijn naam is"
    r"|ik heet) \w{1,30}(?:[ -]\w{1,30}){0,2}\s*[.,!\n]+",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"(?:^|(?<=[.!?,\n ]))(?:i |we )?hope (?:you are|you're|all is|this finds you) (?:doing )?well\s*[.,!\n]*"
    r"|(?:many thanks|thank you(?: very much)?|thanks(?: a lot)?|vielen dank|danke|merci|muchas gracias|gracias"
    r"|grazie(?: mille)?"
    r"|(?:muito )?obrigad[oa]|(?:alvast )?bedankt) (?:in advance|im voraus|d'avance|de antemano|in anticipo"
    r"|desde já|alvast)\s*[.,!]*"
    r"|(?:kind|best|warm)(?:est)? (?:regards|wishes)[^.!?\n]{0,40}$|mit freundlichen grüßen[^.!?\n]{0,40}$"
    r"|cordialement[^.!?\n]{0,40}$|met vriendelijke groet(?:en)?[^.!?\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)


_SIGNATURE = re.compile(
    r"(?<=[.!?,:;)\n])\s*(?:[-–/]\s*)?[A-ZÀ-ÖØ-Þ](?:\.|[^\W\d_]{0,20}\.?)"
    r"(?:[ \-’'](?:[A-ZÀ-ÖØ-Þ]|(?:de|da|dos|del|di|van|von|der|den|el|la|le|v\.|y|und|and)\b)[^\W\d_]{0,20}\.?){0,4}"
    r"(?:, [A-Z][^\W\d_]{1,20}(?: [A-Z]{2})?)?\s*$"
)


_TITLES = re.compile(
    r"(?<!\w)(?:(?:Mrs?|Ms|Miss|Mx|Mme|Mlle|Sra?|Srta|Sig|Sig\.ra|[Dd]hr|[Mm]evr|[Mm]w)\.?|M\.) (?=[A-ZÀ-ÖØ-Þ])"
)


def without_courtesy(text: str) -> str:
    """The text without them, so that politeness and names move no label; the text itself where nothing else is left."""
    bare = _WISHES.sub(" ", _NAME.sub(" ", _GREETING.sub("", _TITLES.sub("", text)))).strip()
    bare = _SIGNATURE.sub("", bare)
    return bare if any(map(str.isalnum, bare)) else text
