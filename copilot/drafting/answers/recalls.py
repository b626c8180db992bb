"""What the pages say of a recall of a thing that the customer has."""

import re
from collections.abc import Collection

from copilot.drafting.look import Look, you_have
from copilot.drafting.passages import prose
from copilot.drafting.quoting import quote
from copilot.drafting.said import places
from copilot.drafting.text import Line, line
from copilot.evidence import Evidence, names_option, plain

LONGEST = 4000  # code points of a message that are read
AFTER = 3  # sentences behind a recall in which it stands what those get who have such a thing
_RECALLED = re.compile(r" (?:recall|recalls|recalled|ruckruf\w*|zuruckgerufen|rappel|rappele\w*|richiam\w*) ")
_PRINTED = re.compile(
    r"(?i)\b(?:number|nummer|num[eé]ro|n[uú]mero|numero)\b.{0,40}\b(?:print|stamp|under|aufgedruckt|unter|imprim|sous|impres|debajo"
    r"|stampat|sotto|debaixo|gedrukt|onder)"
)


def recall_lines(evidence: Evidence, names: Collection[str]) -> list[Line]:
    """The recall of one of these things, in a version that the customer has, and what they get for it."""
    said_of_it = plain(" ".join(evidence.ticket.said)[:LONGEST])
    for name in sorted(names):
        own = {
            plain(v)
            for order in evidence.orders
            for item in order.items
            if item.name == name
            for v in item.options.values()
        }
        sold = {
            plain(value)
            for product in evidence.products
            if product.name == name
            for variant in product.variants
            for value in variant.options.values()
        }
        own = own or {option for option in sold if names_option(said_of_it, option.strip())}
        for document in evidence.documents:
            said = [sentence.text for sentence in prose(document.text)]
            for place, sentence in enumerate(said):
                words = plain(sentence)
                named = {value for value in sold if value in words}
                if _RECALLED.search(words) and _is_of(name, words) and (not named or named & own):
                    rest = next(
                        (one for one in said[place + 1 : place + 1 + AFTER] if places(plain(one), "recall_gets")), None
                    )
                    if rest is not None:
                        where = _number_printed(evidence, name)
                        first = where or [quote(sentence, document.id)]
                        return [*first, *_yours(evidence, name), quote(rest, document.id)]
    return []


def recall_of_others(evidence: Evidence, names: Collection[str]) -> list[Line]:
    """The recall of another version of one of these things than the customer's own, where recalls are asked about."""
    if not _RECALLED.search(plain(" ".join(evidence.ticket.said)[:LONGEST])):
        return []
    for order in evidence.focus.orders:
        for item in order.items if evidence.identity.verified and not evidence.ticket.in_public else ():
            product = next((product for product in evidence.products if product.id == item.product_id), None)
            if item.name not in names or product is None or not item.options:
                continue
            own = {plain(value) for value in item.options.values()}
            others = {value: plain(value) for variant in product.variants for value in variant.options.values()}
            look = Look(evidence, order)
            for document in evidence.documents:
                for sentence in prose(document.text):
                    words = plain(sentence.text)
                    other = [value for value, said in others.items() if said in words and said not in own]
                    if other and _RECALLED.search(words) and _is_of(item.name, words):
                        told = line("recall_other", document.id, options=", ".join(other))
                        return [told, you_have(look, item)]
    return []


def _number_printed(evidence: Evidence, name: str) -> list[Line]:
    """Where the number stands by which a recalled thing is known, as the thing's page says."""
    pages = [page for page in evidence.documents if page.kind == "product" and page.title == name]
    found = [(page.id, one.text) for page in pages for one in prose(page.text) if _tells_where(one.text)]
    return [quote(words, id) for id, words in found[:1]]


def _tells_where(words: str) -> bool:
    return _PRINTED.search(words) is not None and _RECALLED.search(plain(words)) is not None


def _yours(evidence: Evidence, name: str) -> list[Line]:
    """The order that the customer's own one is from, and what was paid for it, where there is but one."""
    if evidence.ticket.in_public or not evidence.identity.verified:
        return []
    own = [(order, item) for order in evidence.orders for item in order.items if item.name == name]
    if len(own) != 1 or own[0][0].discount:
        return []
    look = Look(evidence, own[0][0])
    return [line("recall_yours", order=look("order_id"), amount=look("unit_price", own[0][1].id))]


def _is_of(name: str, words: str) -> bool:
    """Whether the words name the thing, in one or several."""
    return plain(name).strip() in words
