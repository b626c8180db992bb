"""Reckonings that a draft writes out: "59.90 - 4.95 = 54.95", "54.95 euros (59.90 minus the 4.95 return fee)"."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from copilot.checks.problem import Problem
from copilot.checks.reading import Reading
from copilot.checks.statements import ReadSentence
from copilot.values import Found, read_money

_SIGN = re.compile(r"(?:^|[\s)])(\+|[-−–]|[×x*]|=|plus|minus|less|times)(?=$|[\s(€$£])")
_SIGNS = {"plus": "+", "minus": "-", "less": "-", "−": "-", "–": "-", "times": "*", "×": "*", "x": "*"}
_BETWEEN = 30  # code points between two terms: "minus the return fee of"
CENT = Decimal("0.01")

Term = tuple[str, Decimal, Found]


def workings(reading: Reading, sentence: ReadSentence) -> Iterator[Problem]:
    """Each reckoning whose two sides do not agree."""
    terms = [value for value in sentence.values if value.type in ("money", "percent", "count", "number")]
    for chain in _chains(reading.text, terms):
        sides = list(_sides(chain))
        results = [result for side in sides if (result := _worked(side)) is not None]
        stated = _stated_before(reading.text, terms, chain[0][2]) if len(sides) == 1 else None
        results += [stated] if stated is not None else []
        if len(results) > 1 and any(abs(result - results[-1]) > CENT for result in results):
            start, end = chain[0][2].start, chain[-1][2].end
            says = reading.text[start:end]
            yield Problem("unchecked", f"{says!r} does not work out", start, end, says)


def listed(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether it stands in brackets behind an amount, among others that add up to that one."""
    text = reading.text
    opening = text.rfind("(", sentence.sentence.start, value.start)
    closing = text.find(")", value.end, sentence.sentence.end)
    if opening < 0 or closing < 0 or ")" in text[opening : value.start]:
        return False
    money = [other for other in sentence.values if other.type == "money"]
    inside = [other for other in money if opening < other.start < closing]
    before = next((other for other in reversed(money) if other.end <= opening), None)
    near = before is not None and opening - before.end <= _BETWEEN
    return near and before is not None and len(inside) > 1 and sum(map(_amount, inside)) == _amount(before)


def _chains(text: str, terms: Sequence[Found]) -> Iterator[list[Term]]:
    """Runs of two or more terms with a sign between each."""
    chain: list[Term] = []
    for value in terms:
        sign = _sign(text[chain[-1][2].end : value.start]) if chain else None
        if sign is None:
            if _reckons(chain):
                yield chain
            chain = []
        chain.append((sign or "+", _amount(value), value))
    if _reckons(chain):
        yield chain


def _reckons(chain: Sequence[Term]) -> bool:
    return len(chain) > 1 and any(value.type == "money" for _, _, value in chain)


def _sign(between: str) -> str | None:
    """The one sign between two terms; an "and" may join anything."""
    found: list[str] = _SIGN.findall(f" {between} ") if len(between) <= _BETWEEN else []
    if len(found) != 1 or any(sign in between for sign in ";:.!?\n"):
        return None
    return _SIGNS.get(found[0], found[0])


def _sides(chain: Sequence[Term]) -> Iterator[list[Term]]:
    side: list[Term] = []
    for term in chain:
        if term[0] == "=" and side:
            yield side
            side = []
        side.append(term)
    yield side


def _worked(side: Sequence[Term]) -> Decimal | None:
    """What one side comes to; None where it cannot be told."""
    total, last = Decimal(0), Decimal(0)
    for sign, amount, value in side:
        if value.type == "percent":
            total += (total * amount / 100).quantize(CENT, ROUND_HALF_UP) * (-1 if sign == "-" else 1)
        elif sign == "*":
            total, last = total - last + last * amount, last * amount
        elif sign in ("+", "=", "-"):
            last = -amount if sign == "-" else amount
            total += last
        else:
            return None
    return total


def _stated_before(text: str, terms: Sequence[Found], first: Found) -> Decimal | None:
    """The amount that stands right before the bracket in which a reckoning begins."""
    place = terms.index(first)
    before = terms[place - 1] if place else None
    if before is None or before.type != "money":
        return None
    between = text[before.end : first.start]
    return _amount(before) if between.strip().endswith("(") and len(between) <= 3 else None


def _amount(value: Found) -> Decimal:
    text = value.values[0] if value.values else "0"
    try:
        return read_money(text)[0] if value.type == "money" else Decimal(text)
    except (ArithmeticError, ValueError):
        return Decimal(0)
