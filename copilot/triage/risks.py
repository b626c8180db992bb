"""Hard rules, before any model: words that name a risk, in seven languages, each with the urgency it asks for at least.

A rule that fires is a reason; that none fires is no evidence of calm.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .reading import Reading


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk that a ticket carries, the least urgency it asks for, and the customer's words that show it."""

    name: str
    floor: str
    quote: str


def named_risks(reading: Reading) -> list[Risk]:
    """The risks that the customer's words name, at most one of each kind, in the order of `CUES`."""
    found: dict[str, Risk] = {}
    for cue in CUES:
        if cue.risk not in found and (quote := _first_quote(cue, reading.messages)):
            found[cue.risk] = Risk(cue.risk, cue.floor, quote)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Cue:
    """A risk and its words; `unless` are words nearby that make them harmless."""

    risk: str
    floor: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


# "…" in a phrase stands for up to 40 characters of the same sentence; a word is matched from its beginning.
CUES = (
    Cue("self_harm", "urgent", (
        "kill myself", "killing myself", "end my life", "suicid", "don't want to live", "do not want to live", "want to die", "hurt myself",
        "harm myself", "no reason to live", "better off dead", "take my own life", "can't go on like this",
        "mich umbringen", "nicht mehr leben", "selbstmord", "suizid", "mir das leben nehmen", "mir etwas antun",
        "me suicider", "en finir avec la vie", "plus envie de vivre", "me tuer", "mettre fin à mes jours",
        "suicidarme", "quitarme la vida", "no quiero vivir", "matarme", "hacerme daño",
        "suicidarmi", "togliermi la vita", "non voglio più vivere", "uccidermi", "farla finita",
        "me matar", "suicidar-me", "tirar a minha vida", "não quero mais viver", "acabar com a minha vida",
        "zelfmoord", "mezelf iets aandoen", "niet meer leven", "een einde aan mijn leven",
    )),
    Cue("safety", "urgent", (
        "caught fire", "on fire", "smoke …from", "is smoking", "was smoking", "were smoking", "started to smoke", "burst into flames", "flames", "exploded", "explosion", "electric shock", "electrocut", "shock from",
        "allergic reaction", "anaphyla", "ambulance", "poison", "hospital", "emergency room", "choked", "choking", "burned my", "burnt my", "burns on",
        "injured", "injury", "bleeding", "gas leak", "smell of gas", "smells of gas", "carbon monoxide", "swollen battery", "battery …swollen", "overheat",
        "melted my", "melted the", "melted plug", "plug …melted", "charger …melted", "sparks", "sparking", "glass …in the …food", "can't breathe", "trouble breathing", "product recall", "a rash", "rashes",
        "gebrannt", "in flammen", "in brand gera", "in brand geset", "geraucht", "qualmt", "explodiert", "stromschlag", "stromschläge", "allergische reaktion", "allergisch reagiert", "allergischer schock", "krankenhaus",
        "notarzt", "vergiftet", "vergiftung", "verletzt", "verbrannt", "erstickt", "gasgeruch", "überhitzt", "geschmolzen", "funken", "akku …aufgebläht",
        "a pris feu", "en feu", "flammes", "explosé", "décharge électrique", "choc électrique", "électrocut", "réaction allergique", "hôpital", "urgences", "empoisonn", "intoxiqu",
        "blessé", "brûlé", "étouffé", "odeur de gaz", "surchauff", "a fondu", "étincelles", "de la fumée", "batterie …gonflé",
        "se incendió", "se prendió", "en llamas", "explotó", "descarga eléctrica", "reacción alérgica", "urgencias", "envenen", "intoxic",
        "herido", "lesion", "se quemó", "me quemé", "atragant", "asfixi", "olor a gas", "sobrecalent", "se derritió", "chispas", "echó humo", "echa humo", "batería …hinchada",
        "ha preso fuoco", "in fiamme", "esploso", "scossa elettrica", "preso la scossa", "reazione allergica", "ospedale", "pronto soccorso", "avvelen", "ferito", "ferita",
        "ustion", "bruciato la", "soffoc", "odore di gas", "surriscald", "si è fuso", "scintille", "fa fumo", "uscito fumo", "batteria …gonfia",
        "pegou fogo", "em chamas", "explodiu", "choque elétrico", "apanhei um choque", "reação alérgica", "pronto-socorro", "envenen", "ferid",
        "queimadura", "queimou", "engasg", "cheiro a gás", "cheiro de gás", "superaquec", "sobreaquec", "derreteu", "faísca", "deitou fumo", "saiu fumaça", "bateria …inchada",
        "vloog in brand", "in brand gevlogen", "staat in brand", "in brand stond", "ontploft", "elektrische schok", "kreeg een schok", "allergische reactie", "ziekenhuis", "vergiftig", "gewond",
        "verbrand", "gestikt", "gaslucht", "oververhit", "gesmolten", "vonken", "rook uit", "batterij …opgezwollen",
    ), unless=("hospitality", "animal hospital", "brand new")),
    Cue("fraud", "urgent", (
        "hacked", "someone else …my account", "someone logged in", "took over my account", "account …taken over", "account was compromised", "account …compromised", "identity theft", "stolen card", "card was stolen", "stole my card",
        "unauthorised", "unauthorized", "did not authorise", "didn't authorise", "did not authorize", "didn't authorize", "phishing", "orders i didn't place", "orders i did not place", "order i didn't place", "order i did not place", "never placed this order",
        "gehackt", "unbefugt", "identitätsdiebstahl", "gestohlene karte", "karte wurde gestohlen", "nicht autorisiert", "bestellungen, die ich nicht", "bestellung, die ich nicht",
        "piraté", "usurpation", "carte volée", "non autorisé", "je n'ai pas autorisé", "hameçonnage", "commande que je n'ai pas passée", "commandes que je n'ai pas",
        "hackeado", "hackearon", "tarjeta robada", "me robaron la tarjeta", "no autorizado", "no autoricé", "suplantación", "pedido que no hice", "pedidos que no hice",
        "hackerato", "violato il mio account", "carta rubata", "non autorizzat", "furto d'identità", "ordine che non ho fatto", "ordini che non ho fatto",
        "hackead", "invadiram a minha conta", "invadiu a minha conta", "cartão roubado", "não autorizad", "não autorizei", "pedido que não fiz", "pedidos que não fiz",
        "gehackt", "gestolen kaart", "pas is gestolen", "niet geautoriseerd", "geen toestemming gegeven", "identiteitsfraude", "bestelling die ik niet",
    )),
    Cue("legal", "high", (
        "lawyer", "attorney", "solicitor", "legal action", "take you to court", "small claims", "lawsuit", "sue you", "suing", "ombudsman", "trading standards",
        "consumer protection", "chargeback", "better business bureau", "report you to", "data protection authority", "legal proceedings", "class action", "consumer authority", "cease and desist",
        "anwalt", "anwält", "rechtliche schritte", "klage einreichen", "verklagen", "vor gericht", "verbraucherzentrale", "verbraucherschutz", "anzeige erstatten", "rückbuchung", "mahnbescheid", "schlichtungsstelle", "einstweilige",
        "avocat", "action en justice", "porter plainte", "tribunal", "mise en demeure", "poursuites", "dgccrf", "rétrofacturation", "médiateur", "saisir la justice",
        "abogad", "demandar", "acciones legales", "denunciar", "denuncia", "tribunales", "oficina del consumidor", "contracargo", "hoja de reclamaciones", "vía judicial",
        "avvocat", "vie legali", "azioni legali", "denuncia", "querela", "in tribunale", "associazione dei consumatori", "giudice di pace", "diffida", "per vie",
        "advogad", "vou processar", "processar a empresa", "ação judicial", "medidas legais", "procon", "queixa-crime", "livro de reclamações", "estorno no cartão", "tribunal",
        "advocaat", "juridische stappen", "rechtszaak", "rechtbank", "aanklagen", "aangifte", "consumentenbond", "geschillencommissie", "ingebrekestelling", "incassobureau",
    )),
    Cue("press", "high", (
        "journalist", "reporter", "newspaper", "go to the press", "going to the press", "the media", "go viral", "went viral", "expose you", "post this everywhere", "all over social media", "my followers", "bad review", "negative review", "one-star review", "one star review",
        "trustpilot", "tv station", "the news about", "twitter …everyone", "tell everyone online", "public shaming", "write a review about",
        "zeitung", "die presse", "an die medien", "fernsehsender", "öffentlich machen", "schlechte bewertung", "negative bewertung", "1-stern",
        "journaliste", "la presse", "les médias", "réseaux sociaux", "avis négatif", "mauvais avis",
        "periodista", "la prensa", "los medios", "redes sociales", "mala reseña", "reseña negativa",
        "giornalista", "giornale", "la stampa", "alla stampa", "ai media", "recensione negativa", "sui social",
        "jornalista", "imprensa", "redes sociais", "avaliação negativa", "reclame aqui",
        "krant", "de pers", "naar de media", "sociale media", "slechte recensie", "negatieve review", "consumentenprogramma",
    )),
    Cue("minors", "high", (
        "i am 12", "i am 13", "i am 14", "i am 15", "i'm 11", "i'm 12", "i'm 13", "i'm 14", "i'm 15", "i am underage", "my child ordered", "my son ordered", "my daughter ordered", "my kid ordered", "without my parents", "parents' permission",
        "12 years old", "13 years old", "14 years old", "15 years old", "12-year-old", "13-year-old", "14-year-old", "15-year-old", "underage", "is a minor", "my son used my card", "my daughter used my card", "kid used my card",
        "minderjährig", "mein sohn hat …bestellt", "meine tochter hat …bestellt", "ich bin 13", "ich bin 14", "ich bin 15", "ohne wissen meiner eltern",
        "est mineur", "suis mineur", "enfant mineur", "mon fils a commandé", "ma fille a commandé", "j'ai 13 ans", "j'ai 14 ans", "j'ai 15 ans", "menor de edad", "mi hijo …pidió", "mi hija …pidió", "tengo 13 años", "tengo 14 años", "tengo 15 años",
        "minorenne", "mio figlio ha ordinato", "mia figlia ha ordinato", "ho 13 anni", "ho 14 anni", "ho 15 anni", "menor de idade", "o meu filho encomendou", "meu filho comprou", "tenho 13 anos", "tenho 14 anos", "tenho 15 anos",
        "minderjarig", "mijn zoon heeft …besteld", "mijn dochter heeft …besteld", "ik ben 13", "ik ben 14", "ik ben 15",
    )),
    Cue("injection", "normal", (
        "ignore previous", "ignore all previous", "ignore the previous", "ignore all prior", "ignore your instructions", "ignore the above", "disregard previous", "disregard all", "disregard the above", "disregard your", "system prompt", "you are now a", "act as if", "act as an", "act as the", "pretend to be", "pretend you are", "developer mode",
        "jailbreak", "reveal your", "print your instructions", "repeat your instructions", "override your", "<system>", "[system]", "[inst]", "begin system", "forget your instructions", "forget all previous", "forget everything above",
        "ignoriere alle", "ignoriere die", "ignoriere deine", "ignorieren sie alle vor", "vergiss alle", "vergiss deine", "du bist jetzt", "systemprompt", "ignore toutes les", "ignore les instructions", "ignorez les instructions", "ignorez toutes", "oublie tes instructions", "tu es maintenant", "invite système",
        "ignora las instrucciones", "ignora todas las", "olvida tus instrucciones", "olvida las instrucciones", "ahora eres", "ignora le istruzioni", "ignora tutte le", "dimentica le istruzioni", "ora sei", "ignore as instruções", "ignora as instruções", "esqueça as instruções", "agora você é",
        "negeer alle", "negeer de vorige", "negeer je instructies", "vergeet je instructies", "je bent nu",
    )),
    Cue("churn", "normal", (
        "never order again", "never buy again", "never buying", "never shop", "never ordering", "is the last time i", "lost a customer", "losing a customer", "taking my business elsewhere", "take my business elsewhere", "switch to a competitor", "switching to", "go to your competitor", "close my account", "cancel my subscription", "cancel my membership", "done with you", "won't be back", "will not be back", "won't be ordering",
        "nie wieder bestell", "nie wieder bei", "nie mehr bei", "letzte mal", "als kunden verloren", "zur konkurrenz", "konto schließen", "abo kündigen",
        "plus jamais", "perdu un client", "perdu une cliente", "dernière fois", "chez un concurrent", "à la concurrence", "fermer mon compte", "résilier",
        "nunca más", "perdido un cliente", "última vez que compro", "a la competencia", "cerrar mi cuenta", "darme de baja",
        "mai più", "perso un cliente", "ultima volta che", "alla concorrenza", "dalla concorrenza", "chiudere il mio account", "disdire",
        "nunca mais", "perderam um cliente", "perderam uma cliente", "última vez que compro", "para a concorrência", "fechar a minha conta",
        "nooit meer", "klant kwijt", "laatste keer dat", "naar de concurrent", "account opheffen", "abonnement opzeggen",
    )),
)  # fmt: skip

_GAP = r"[^.!?\n]{0,40}?"
_AROUND = 60


def _first_quote(cue: Cue, messages: Sequence[str]) -> str | None:
    pattern = _pattern(cue.words)
    for message in messages:
        plain = message.replace("’", "'")
        for match in pattern.finditer(plain):
            near = plain[max(0, match.start() - _AROUND) : match.end() + _AROUND].lower()
            if not any(word in near for word in cue.unless):
                return _whole_words(plain, match.start(), match.end())
    return None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    phrases = (re.escape(word).replace("…", _GAP) for word in dict.fromkeys(words))
    return re.compile(r"(?<!\w)(?:" + "|".join(phrases) + ")", re.IGNORECASE)


def _whole_words(text: str, start: int, end: int) -> str:
    """The match to the ends of its words, so that a quote does not stop inside one."""
    while end < len(text) and text[end].isalnum() and end - start < 80:
        end += 1
    return text[start:end]
