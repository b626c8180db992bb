"""A customer who says that this is at least the third time of asking, or who lists the days of earlier attempts."""

import re
from itertools import islice

from .floors import Floor
from .reading import Reading
from .words import has

_THIRD = (
    r"(?:third|fourth|fifth|sixth|[3-9](?:rd|th)) (?:time|e-?mail|mail|message|msg|attempt|letter"
    r"|request|try|chat|call|note)",
    r"(?:dritte[rsnm]?|vierte[rsnm]?|fünfte[rsnm]?|sechste[rsnm]?|[3-9]\.) (?:mal|e-?mail|mail|nachricht|anfrage"
    r"|versuch|schreiben|anruf|chat)",
    r"(?:troisième|quatrième|cinquième|sixième|[3-9]e) (?:fois|e-?mail|mail|message|relance|courrier|demande|appel"
    r"|chat)",
    r"(?:tercer|cuarto|quinto|tercera|cuarta|quinta|[3-9][ªº]) (?:vez|correo|mensaje|email|intento|llamada|chat)",
    r"(?:terza|quarta|quinta|terzo|quarto|quinto|[3-9][ªº]) (?:volta|mail|e-?mail|messaggio|tentativo|chiamata"
    r"|telefonata|chat)",
    r"(?:terceira|quarta|quinta|terceiro|quarto|quinto|[3-9][ªº]) (?:vez|mensagem|e-?mail|tentativa|chamada"
    r"|ligação|telefonema|chat)",
    r"(?:derde|vierde|vijfde|zesde|[3-9]e) (?:keer|mail|e-?mail|bericht|berichtje|poging|chat|telefoontje)",
)
_UNANSWERED = (
    r"(?:no|never|not had|nobody|no one|without)\b[^.!?\n]{0,40}\b(?:repl(?:y|ies|ied)|answer(?:s|ed)?|response)",
    r"(?:keine antwort|niemand (?:hat )?(?:geantwortet|antwortet|meldet)|unbeantwortet|ohne antwort)",
    r"(?:sans réponse|aucune réponse|personne (?:ne |n'a )?répond\w*)",
    r"(?:sin respuesta|nadie\b[^.!?\n]{0,20}\b(?:contest|respond)\w*|ninguna respuesta)",
    r"(?:nessun[ao]?\b[^.!?\n]{0,20}\brispo\w*|senza risposta)",
    r"(?:sem resposta|ninguém\b[^.!?\n]{0,20}\brespond\w*|nenhuma resposta)",
    r"(?:geen antwoord|niemand\b[^.!?\n]{0,20}\bgeantwoord|onbeantwoord|geen reactie)",
)
_CONTACT = (
    r"writ|wrot|call|ask|contact|e-?mail|mail|messag|msg|phon|telefon|chas|reach|schreib|schrieb|frag|anruf|kontakt"
    r"|melde|écri|ecri|appel|relanc|demand|contact"
    r"|escrib|llam|pregunt|reclam|scriv|chiam|chied|contatt|escrev|liga|ligo|ligu|peço|pedi|pergunt"
    r"|contact|schrijf|bel\b|bellen|vraag"
    r"|ruft|rückruf|rappel|chat|me again|ich schon wieder|encore moi|otra vez yo|di nuovo io"
    r"|eu outra vez|ik weer|waiting|wondering"
    r"|still (?:not|no\b|have|about)|bis heute|noch immer|immer noch|toujours pas|todavía|aún no"
    r"|ancora (?:niente|non)|ainda não|nog steeds"
    r"|(?:my|our|meine?|mon|ma|mi|mia|minha|mijn) (?:\w+ )?(?:letter|note|request|brief|schreiben"
    r"|courrier|carta|lettera|bericht)\b"
)
_AGAIN = re.compile(r"(?<!\w)(?:" + "|".join(_THIRD) + r")\b", re.IGNORECASE)
_IN_VAIN = re.compile(r"(?<!\w)(?:" + "|".join(_UNANSWERED) + "|" + _CONTACT + ")", re.IGNORECASE)


_DAY = r"(?:[12]?\d|3[01])"
_AND = r"(?:and|und|et|y|e|en|then|dann|puis|luego|poi|depois)"
_A_DAY = (
    rf"(?:\b(?:on|am|vom|le|du|el|del|il|em|dia|op|of the) {_DAY}\b|\b{_DAY}(?:(?:st|nd|rd|th)\b|[.º](?= [^\W\d_])))"
)
_MONTH = r"(?:(?: de)? [^\W\d_]{3,10})?"
_DAYS = re.compile(
    rf"{_A_DAY}(?: {_AND} {_DAY}\b|[.º]?{_MONTH},?(?: {_AND})?(?: [^\W\d_]{{1,4}}){{0,2}} {_A_DAY})(?![.,:%]?\d)",
    re.IGNORECASE,
)
"""A list of days: "on 14 October and on the 28th"."""


def asked_in_vain(reading: Reading) -> Floor | None:
    """Urgent for a third time of asking, or one met with silence, with the words; None for anything less."""
    for message in reading.messages:
        again = _AGAIN.search(message)
        if again and _IN_VAIN.search(message):
            return Floor("urgent", f'left waiting: "{again.group()}"')
        for days in islice(_DAYS.finditer(message), _MOST):
            if has("wrote", message[max(0, days.start() - _NEAR) : days.end() + _NEAR]):
                return Floor("urgent", f'left waiting: "{days.group()}"')
    return None


_NEAR = 60
_MOST = 20
