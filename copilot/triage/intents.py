"""What a customer wants: every intent of the messages that wait for an answer, in the order in which it comes up."""

from collections.abc import Sequence
from typing import Literal

from copilot.models import Intent

from .delivery import ABOUT_A_PARCEL
from .signs import Heard, Sign, Signs
from .words import place_of

_ALONE = 0.08
"""The likeliest intent is taken from here on: a customer who writes wants something."""
_BESIDE = 0.9
"""What of the chance of the likeliest intent that the same part shows another one has to reach: few words ask once."""
_NOT_HERE = 0.8
"""How surely a few words for something that has not come ask for a parcel, where they show no other request."""
_PRAISE = 0.7
"""From here on praise counts beside a request; thanks and a kind word on the way are less."""
_BACKGROUND = "other"


Danger = Literal["none", "likely", "certain"]


def wanted(
    signs: Signs, messages: Sequence[Heard], before: Sequence[Heard] = (), danger: Danger = "likely"
) -> list[Intent]:
    """The intents that are likely enough, else the likeliest; "other" where none is.

    Where there is no `danger`, nobody wants to tell of one; a certain one is told where nothing else is likely enough.
    Words that show no request by themselves ("and the other one?", "yes, still sealed") go on about what the last
    message of `before` wanted.
    """
    found = _wanted(signs, messages, danger)
    if before and all(_is_weak(intent, messages) for intent in found):
        earlier = _wanted(signs, before[-1:], danger)
        if any(intent.label != _BACKGROUND and intent.confidence >= _WEAK for intent in earlier):
            return earlier
    return found


def read_poorly(intents: Sequence[Intent]) -> bool:
    """Whether the words say so little of what is wanted that the records may know better."""
    return all(intent.confidence < _PLAIN for intent in intents)


_PLAIN = 0.6
_WEAK = 0.45
_FEW_WORDS = 8


def _is_weak(intent: Intent, messages: Sequence[Heard]) -> bool:
    return intent.confidence < _WEAK or (intent.label == _BACKGROUND and _few(messages))


def _few(messages: Sequence[Heard]) -> bool:
    return sum(len(heard.said.text.split()) for heard in messages) <= _FEW_WORDS


def _wanted(signs: Signs, messages: Sequence[Heard], danger: Danger) -> list[Intent]:
    found: dict[str, float] = {}
    best: tuple[str, Sign] | None = None
    for heard in messages:
        told = {label: sign for label, sign in signs.of(heard).items() if danger != "none" or label != "safety"}
        taken = {label: sign for label, sign in told.items() if sign.share >= signs.least[label]}
        for label, sign in sorted(taken.items(), key=lambda pair: (pair[1].place, -pair[1].share)):
            rivals = (other.share for other in taken.values() if other.place == sign.place)
            if sign.share >= _BESIDE * max(rivals):
                found[label] = max(found.get(label, 0.0), sign.share)
        likeliest = max(told.items(), key=lambda pair: pair[1].share)
        if best is None or likeliest[1].share > best[1].share:
            best = likeliest
    if len(found) > 1 and found.get("praise", _PRAISE) < _PRAISE:
        del found["praise"]
    if (
        set(found) <= set(ABOUT_A_PARCEL)
        and _few(messages)
        and any(told.kinds[place_of("not_here")] for told in messages)
    ):
        shares = {label: max(signs.of(heard)[label].share for heard in messages) for label in ABOUT_A_PARCEL}
        likeliest_here = max(shares, key=lambda label: shares[label])
        found = {likeliest_here: max(_NOT_HERE, shares[likeliest_here])}
    if not found and danger == "certain":
        found["safety"] = max(signs.of(heard)["safety"].share for heard in messages)
    if not found and best and best[1].share >= _ALONE:
        found[best[0]] = best[1].share
    if not found:
        found[_BACKGROUND] = 1 - best[1].share if best else 1.0
    return [Intent(label=label, confidence=round(share, 4)) for label, share in found.items()]
