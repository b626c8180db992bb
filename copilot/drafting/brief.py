"""The brief that a model writes from: voice, facts, offers with their clauses, passages, and the conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copilot.errors import ModelError
from copilot.evidence import Evidence
from copilot.llm.tokens import count_tokens
from copilot.models import Message, Passage, Triage
from copilot.privacy import Placeholders
from copilot.prompts import Prompt
from copilot.untrusted import fenced

from .slots import PARTS, Offer, Sheet, Slot
from .voice import voice

MOST_TEXT = 12_000
"""Characters of one message that are read: its beginning and its end."""


@dataclass(frozen=True)
class Brief:
    """A filled prompt: what each name stands for that may be cited, and what had no room."""

    system: str
    user: str
    tokens: int
    sources: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...]


def brief(
    prompt: Prompt,
    evidence: Evidence,
    triage: Triage,
    sheet: Sheet,
    placeholders: Placeholders,
    *,
    language: str,
    clauses: Mapping[str, str],
    examples: Sequence[str] = (),
    room: int = 12_000,
) -> Brief:
    """The prompt filled for this ticket within `room` tokens.

    What has no room is left out, the least needed first, and said: examples, the catalogue, passages, earlier messages,
    other orders. The last message, the orders in question and the clauses that offers rest on always stay; ModelError
    where even these do not fit. `clauses` are the words of the policy by clause id.
    """
    parts = _Parts(
        examples=list(examples),
        products=list(sheet.products.items()),
        passages=[(f"P{number}", hit.passage) for number, hit in enumerate(evidence.hits, 1)],
        earlier=list(evidence.ticket.messages[:-1]),
        orders=list(sheet.orders.items()),
    )
    left_out: list[str] = []
    while True:
        slots = {
            "voice": voice(evidence, triage, language),
            "facts": placeholders.hide_known(_facts(sheet, parts, placeholders)),
            "offers": placeholders.hide_known(_offers(sheet.offers, clauses)),
            "passages": _passages(parts, placeholders),
            "examples": _examples(parts, placeholders),
            "conversation": _conversation(evidence, parts, placeholders),
            "left_out": f"Left out for lack of room: {', '.join(left_out)}." if left_out else "",
        }
        system, user = prompt.fill(**slots)
        tokens = count_tokens(system) + count_tokens(user)
        if tokens <= room:
            return Brief(system, user, tokens, _sources(sheet, parts), tuple(left_out))
        if (dropped := parts.drop()) is None:
            raise ModelError(f"the prompt needs {tokens} tokens and has room for {room}", "too_long")
        if dropped not in left_out:
            left_out.append(dropped)


@dataclass
class _Parts:
    """What may be left out, in lists that are shortened from their end or, for messages, from the oldest."""

    examples: list[str]
    products: list[tuple[str, tuple[Slot, ...]]]
    passages: list[tuple[str, Passage]]
    earlier: list[Message]
    orders: list[tuple[str, tuple[Slot, ...]]]
    most: int = MOST_TEXT

    def drop(self) -> str | None:
        """Leaves one thing out and says what; None when nothing more may go."""
        if self.examples:
            self.examples.pop()
            return "examples"
        if self.products:
            self.products.pop()
            return "parts of the catalogue"
        if len(self.passages) > 1:
            self.passages.pop()
            return "passages"
        if self.earlier:
            self.earlier.pop(0)
            return "earlier messages"
        if len(self.orders) > 1:
            self.orders.pop()
            return "further orders"
        if self.passages:
            self.passages.pop()
            return "passages"
        if self.most > 1000:
            self.most //= 2
            return "the middle of a long message"
        return None


def _facts(sheet: Sheet, parts: _Parts, placeholders: Placeholders) -> str:
    blocks = [("shop", sheet.shop), ("customer", sheet.customer), *parts.orders, *parts.products]
    return "\n".join(_listed(name, slots, placeholders) for name, slots in blocks if slots) or "(none)"


def _listed(name: str, slots: Sequence[Slot], placeholders: Placeholders) -> str:
    """Slots with their values; of those that are hidden only the names."""
    lines = [f"{name}:", *(f"{{{slot.name}}} = {_seen(slot, placeholders)}" for slot in slots if not slot.hidden)]
    hidden = ", ".join(f"{{{slot.name}}}" for slot in slots if slot.hidden)
    return "\n".join([*lines, f"filled in later: {hidden}"] if hidden else lines)


def _seen(slot: Slot, placeholders: Placeholders) -> str:
    """What a model sees of the value: of people's notes the fenced text."""
    if slot.fact.role == "event_note":
        return fenced("note", placeholders.hide(slot.fact.value))
    return " ".join(slot.fact.value.translate(_BRACES).split())


_BRACES = str.maketrans("{}", "()")


def _offers(offers: Sequence[Offer], clauses: Mapping[str, str]) -> str:
    """Each offer with its state, and the words of the clauses behind all of them."""
    lines = [f"{offer.name}: {_said(offer)}" for offer in offers]
    used = dict.fromkeys(id for offer in offers for id in offer.entitlement.clauses)
    lines += [f'clause {id}: "{clauses[id]}"' for id in used if id in clauses]
    return "\n".join(lines) or "(none)"


def _said(offer: Offer) -> str:
    entitlement = offer.entitlement
    values = ((part, getattr(entitlement, part)) for part in PARTS)
    parts = [f"{part} {{{offer.name}.{part}}} = {value}" for part, value in values if value]
    parts += [f"missing: {', '.join(entitlement.missing)}"] if entitlement.missing else []
    parts += [f"by clause {', '.join(entitlement.clauses)}"] if entitlement.clauses else []
    return "; ".join([f"{entitlement.about} of {', '.join(offer.whose)}: {STATES[entitlement.state]}", *parts])


STATES = {
    "allowed": "allowed, you may offer it",
    "approval": "possible only if a colleague agrees first: do not promise it",
    "denied": "not possible now",
    "unknown": "not known: say that a colleague will look into it",
}


def _passages(parts: _Parts, placeholders: Placeholders) -> str:
    shown = []
    for name, passage in parts.passages:
        above = dict.fromkeys((passage.title, *passage.headings))
        title = " > ".join(heading for heading in above if f"# {heading}\n" not in passage.text)
        shown.append(fenced(f"passage {name}", placeholders.hide_known(f"{title}\n{passage.text}".strip())))
    return "\n".join(shown) or "(none)"


def _examples(parts: _Parts, placeholders: Placeholders) -> str:
    return "\n".join(fenced("example", placeholders.hide(text)) for text in parts.examples) or "(none)"


def _conversation(evidence: Evidence, parts: _Parts, placeholders: Placeholders) -> str:
    """The subject, the earlier messages that have room, and the last one, oldest first."""
    ticket = evidence.ticket
    shown = [fenced("subject", placeholders.hide(ticket.subject))] if ticket.subject else []
    for message in [*parts.earlier, ticket.messages[-1]]:
        text = message.body
        if len(text) > parts.most:
            text = f"{text[: parts.most // 2]}\n[…]\n{text[-parts.most // 2 :]}"
        shown.append(fenced(f"message from the {message.author}", placeholders.hide(text)))
    return "\n".join(shown)


def _sources(sheet: Sheet, parts: _Parts) -> dict[str, tuple[str, ...]]:
    """What each name stands for that a sentence may cite."""
    sources: dict[str, tuple[str, ...]] = {name: (slot.fact.id,) for name, slot in sheet.slots.items()}
    for offer in sheet.offers:
        sources[offer.name] = offer.entitlement.clauses or (offer.entitlement.id,)
        sources |= {id: (id,) for id in offer.entitlement.clauses}
    for name, slots in sheet.orders.items():
        sources[name] = tuple(slot.fact.id for slot in slots if slot.fact.role in ("order_id", "status"))
    return sources | {name: (passage.id,) for name, passage in parts.passages}
