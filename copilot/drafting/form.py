"""The form of a reply by channel: letter, chat, private message, or notes for a call."""

from collections.abc import Sequence

from copilot.evidence import Evidence, plain
from copilot.models import Channel, Customer
from copilot.settings import Voice

from .answer import Paragraph
from .quoting import marked, policy_language
from .text import Line, line

SHORT = ("chat", "social")
QUOTES = 2  # sentences of the shop's pages that a short reply holds, and one in another language than theirs


def in_form(body: Sequence[Paragraph], evidence: Evidence, voice: Voice, language: str) -> list[Paragraph]:
    """Greeting, body, sign-off and the shop's own notice about automation, as the channel has them."""
    channel = evidence.ticket.channel
    paragraphs = marked(_shortened(body, channel, language == policy_language(evidence)), evidence, language)
    match channel:
        case "email":
            whole = [[_greeting(evidence, voice)], *paragraphs, [_sign_off(evidence, voice)]]
        case "phone":
            whole = [[_greeting(evidence, voice)], *([sentence] for paragraph in paragraphs for sentence in paragraph)]
        case _:
            first, *others = paragraphs or [[]]
            whole = [[_greeting(evidence, voice, "_chat"), *first], *others]
    notice = evidence.shop.automation_disclosure
    return [*whole, *([[line("disclosure", "shop.automation_disclosure", text=notice)]] if notice else [])]


def _greeting(evidence: Evidence, voice: Voice, form: str = "") -> Line:
    customer = evidence.customer
    if customer is None or evidence.ticket.in_public:
        return line(f"greeting_unknown{form}")
    return Line(f"greeting{form}", {"customer": _name(evidence, customer, voice)}, (f"customer:{customer.id}.name",))


def _name(evidence: Evidence, customer: Customer, voice: Voice) -> str:
    """The name that the customer is addressed by: as they sign, where that begins with another part of it."""
    if voice.name != "first":
        return customer.name
    lines = [line.split() for line in evidence.ticket.last_said.splitlines() if line.strip()]
    signed = [plain(word).strip() for word in lines[-1]] if lines else []
    names = {plain(word).strip(): word for word in customer.name.split()}
    return names[signed[0]] if len(signed) > 1 and set(signed) <= names.keys() else customer.first_name


def _sign_off(evidence: Evidence, voice: Voice) -> Line:
    if voice.signature:
        return Line("sign_off", {"shop": voice.signature})
    shop = evidence.shop
    return Line("sign_off", {"shop": shop.name}, ("shop.name",)) if shop.name else line("sign_off_plain")


def _shortened(body: Sequence[Paragraph], channel: Channel, readable: bool) -> list[Paragraph]:
    """No more than a few sentences of the shop's pages where they are not easily read."""
    left = QUOTES if channel in SHORT or not readable else None
    kept = []
    for paragraph in body:
        own = []
        for sentence in paragraph:
            if left is not None and sentence.key == "quoted" and (readable or sentence.otherwise is None):
                left -= 1
                if left < 0:
                    continue
            own.append(sentence)
        kept.append(own)
    return [paragraph for paragraph in kept if paragraph]
