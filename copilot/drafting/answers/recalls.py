"""What the pages say of a recall of a thing that the customer has."""

import re
from collections.abc import Collection

from copilot.drafting.passages import prose
from copilot.drafting.quoting import quote
from copilot.drafting.text import Line
from copilot.evidence import Evidence, names_option, plain

LONGEST = 4000  # code points of a message that are read
AFTER = 3  # sentences behind a recall in which it stands what those get who have such a thing
_RECALLED = re.compile(r" (?:recall|recalls|recalled|ruckruf\w*|zuruckgerufen|rappel|rappele\w*|richiam\w*) ")
_GETS = re.compile(r"(?i)\b(?:price back|refunds?|another|replaces?|replacement)\b")


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
                    rest = next((one for one in said[place + 1 : place + 1 + AFTER] if _GETS.search(one)), None)
                    if rest is not None:
                        return [quote(sentence, document.id), quote(rest, document.id)]
    return []


def _is_of(name: str, words: str) -> bool:
    """Whether the words name the thing, in one or several."""
    return plain(name).strip() in words
