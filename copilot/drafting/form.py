"""The form of a reply by channel: letter, chat, private message, or notes for a call."""

from collections.abc import Sequence

from copilot.evidence import Evidence
from copilot.models import Customer
from copilot.settings import Voice

from .answer import Paragraph
from .text import Line, line

SHORT = ("chat", "social")
QUOTES = 2  # sentences of the shop's pages that a short reply holds


def in_form(body: Sequence[Paragraph], evidence: Evidence, voice: Voice) -> list[Paragraph]:
    """Greeting, body, sign-off and the shop's own notice about automation, as the channel has them."""
    channel = evidence.ticket.channel
    paragraphs = [list(paragraph) for paragraph in body if paragraph]
    match channel:
        case "email":
            whole = [[_greeting(evidence, voice)], *paragraphs, [_sign_off(evidence, voice)]]
        case "phone":
            whole = [[_greeting(evidence, voice)], *([sentence] for paragraph in paragraphs for sentence in paragraph)]
        case _:
            short = _shortened(paragraphs)
            whole = [[_greeting(evidence, voice, "_chat"), *short[0]], *short[1:]] if short else []
    notice = evidence.shop.automation_disclosure
    return [*whole, *([[line("disclosure", "shop.automation_disclosure", text=notice)]] if notice else [])]


def _greeting(evidence: Evidence, voice: Voice, form: str = "") -> Line:
    customer = evidence.customer
    if customer is None or evidence.ticket.in_public:
        return line(f"greeting_unknown{form}")
    return Line(f"greeting{form}", {"customer": _name(customer, voice)}, (f"customer:{customer.id}.name",))


def _name(customer: Customer, voice: Voice) -> str:
    return customer.first_name if voice.name == "first" else customer.name


def _sign_off(evidence: Evidence, voice: Voice) -> Line:
    if voice.signature:
        return Line("sign_off", {"shop": voice.signature})
    shop = evidence.shop
    return Line("sign_off", {"shop": shop.name}, ("shop.name",)) if shop.name else line("sign_off_plain")


def _shortened(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """No more than a few sentences of the shop's pages: a chat is not the place to read them."""
    left, kept = QUOTES, []
    for paragraph in paragraphs:
        own = []
        for sentence in paragraph:
            left -= sentence.key == "quoted"
            if sentence.key != "quoted" or left >= 0:
                own.append(sentence)
        kept.append(own)
    return [paragraph for paragraph in kept if paragraph]
