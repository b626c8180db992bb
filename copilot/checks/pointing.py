"""What a word that points back is said to be: "das geht noch bis Freitag", of the return that was asked for."""

from .reading import READ, Reading, kinds_near
from .sentences import words
from .statements import ReadSentence, Statement
from .vocabulary import Vocabulary

_OFFERS = ("cancel", "return", "exchange", "modify", "refund")

_ASKED = {
    "cancel": "cancel",
    "return": "return",
    "exchange": "exchange",
    "refund_request": "refund",
    "change_address": "modify",
    "change_item": "modify",
    "change_payment": "modify",
}


_BARE = (
    "permission", "possible", "pointing", "adverbs", "negation", "passive", "perfect", "becoming", "joining", "us",
    "customer", "clitics", "ordinary", "just", "now", "greetings", "determiners",
)  # fmt: skip
"""Lists whose words name nothing that could be allowed or not."""


def granted(reading: Reading, sentence: ReadSentence, statement: Statement, know: Vocabulary) -> bool | None:
    """Whether this can or cannot be as the entitlements have it; None where it is not known what is meant."""
    spoken = statement.words
    if statement.events or not (know.says("permission", spoken) or know.says("possible", spoken)):
        return None
    if any(not any(know.is_(kind, word) for kind in _BARE) for word in spoken):
        return None  # something else is named: "a price adjustment is no longer possible"
    kinds = _meant(reading, sentence, know)
    if len(kinds) != 1 or not statement.orders:
        return None
    (kind,) = kinds
    states = {e.state for order in statement.orders for e in reading.evidence.entitled(kind, order.id)}
    if states not in ({"allowed"}, {"denied"}):
        return None
    return (states == {"denied"}) is know.says("negation", spoken)


def _meant(reading: Reading, sentence: ReadSentence, know: Vocabulary) -> set[str]:
    """The one offer that was spoken of in the paragraph, else in the ticket, else by what the triage makes of it."""
    if near := kinds_near(reading, sentence) & set(_OFFERS):
        return set(near)
    said = [word for text in reading.evidence.ticket.said for word in words(text[:READ], 0, min(len(text), READ))]
    if asked := {form.kind for _, _, form in know.events.find(said)} & set(_OFFERS):
        return asked
    intents = reading.triage.intents if reading.triage else ()
    return {_ASKED[intent.label] for intent in intents if intent.label in _ASKED}
