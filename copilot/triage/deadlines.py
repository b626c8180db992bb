"""Deadlines in the customer's own words: days that something is needed by, resolved against the ticket's time."""

import re
from datetime import date, timedelta

from copilot.values import find_values

from .floors import Floor, Level
from .reading import Reading

_AT_ONCE = timedelta(days=1)
_SOON = timedelta(days=2)
_EVENT = timedelta(days=7)
_THREAT = timedelta(days=31)

# Words that make a day a limit. A bare day ("are you open tomorrow?") is none.
_LIMITS = (
    "by|before|until|till|no later|deadline|in time|need it|needed|expires?|ends|closes|due",
    "bis|vor|spätestens|frist|rechtzeitig|brauche|benötige|läuft ab|endet",
    "avant|au plus tard|délai|à temps|besoin|expire|jusqu'à"
    r"|pour (?:demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)",
    "antes|a más tardar|plazo|a tiempo|necesito|caduca|vence|para (?:mañana|el|hoy)",
    "entro|prima|al più tardi|scadenza|in tempo|mi serve|scade|per (?:domani|lunedì|sabato|domenica)",
    "até|antes|o mais tardar|prazo|a tempo|preciso|expira|para (?:amanhã|hoje)",
    "voor|uiterlijk|deadline|op tijd|nodig|verloopt|tegen",
)
_EVENTS = (
    "wedding|married|birthday|funeral|party|christening|flight|fly|travel|leav(?:e|ing)|trip|surgery|operation|appointment|exam|interview"
    "|move|moving|opening|event|fair|anniversary|conference|concert|graduation|holiday",
    "hochzeit|geburtstag|beerdigung|feier|taufe|flug|fliege|reise|operation|termin|prüfung|umzug|eröffnung|messe|urlaub|konzert",
    "mariage|anniversaire|enterrement|obsèques|fête|baptême|vol|départ|pars|partons|voyage|opération|rendez-vous|examen|concert|déménag\\w*|salon",
    "boda|cumpleaños|funeral|entierro|fiesta|bautizo|vuelo|viaje|salgo|salimos|operación|cita|examen|mudanza|feria|concierto",
    "matrimonio|compleanno|funerale|festa|battesimo|volo|parto|partiamo|viaggio|operazione|appuntamento|esame|trasloco|fiera|concerto",
    "casamento|aniversário|funeral|festa|batizado|voo|viagem|viajo|parto|cirurgia|consulta|exame|mudança|feira|concerto",
    "bruiloft|trouwen|verjaardag|begrafenis|uitvaart|feest|vlucht|vlieg|reis|vertrek\\w*|operatie|afspraak|examen|verhuizing|beurs|concert",
)
_LIMIT = re.compile(r"\b(?:" + "|".join(_LIMITS) + r")\b", re.IGNORECASE)
_OCCASION = re.compile(r"\b(?:" + "|".join(_EVENTS) + r")\b", re.IGNORECASE)


def deadline(reading: Reading, language: str, currency: str, today: date) -> Floor | None:
    """High, with the words, for the nearest day that the customer needs something by; None where there is none.

    Urgent where that day is an occasion, and today or tomorrow.
    """
    near: list[tuple[date, bool, str]] = []
    for piece in reading.pieces:
        occasion = bool(_OCCASION.search(piece))
        within = _EVENT if occasion else _SOON if _LIMIT.search(piece) else None
        if within is None:
            continue
        days = _days(piece, language, currency, today)
        near += [(day, not occasion, piece) for day in days if timedelta(0) <= day - today <= within]
    if not near:
        return None
    day, ordinary, piece = min(near)
    level: Level = "high" if ordinary or day - today > _AT_ONCE else "urgent"
    return Floor(level, f'a deadline on {day.isoformat()}: "{piece[:120]}"')


def ultimatum(reading: Reading, language: str, currency: str, today: date) -> Floor | None:
    """Urgent, with the words, for the first day within a month that a customer who threatens legal steps names."""
    for piece in reading.pieces:
        for day in _days(piece, language, currency, today):
            if timedelta(0) <= day - today <= _THREAT:
                return Floor("urgent", f'legal steps, and a day named, {day.isoformat()}: "{piece[:120]}"')
    return None


def _days(piece: str, language: str, currency: str, today: date) -> list[date]:
    """The likeliest reading of every day in the sentence."""
    found = find_values(piece, language=language, currency=currency, today=today)
    texts = (value.resolved or (value.values[0] if value.type == "date" and value.values else None) for value in found)
    return [date.fromisoformat(text) for text in texts if text and _FULL_DAY.fullmatch(text)]


_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
