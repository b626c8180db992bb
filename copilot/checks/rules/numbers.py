"""F004 ids and tracking numbers, F005 durations, F006 percentages, F007 counts and numbers, F008 contacts and links."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal

from copilot.checks.certainty import against, asserted
from copilot.checks.days import as_day
from copilot.checks.lengths import same_length
from copilot.checks.mentions import Mention
from copilot.checks.problem import Problem, Status
from copilot.checks.prose import repeats, states
from copilot.checks.reading import Reading, ReadSentence, kinds_near
from copilot.checks.sums import bare_amount
from copilot.models import Fact
from copilot.values import Found, normal_id, read_duration, same_id


def ids(reading: Reading) -> Iterator[Problem]:
    """Each id or tracking number that the evidence does not know, or that belongs to another order."""
    for sentence, value in _values(reading, "id", "tracking"):
        facts = _known(sentence, value)
        if facts:
            strangers = [fact for fact in facts if fact.type == "tracking" and not _of_these(fact, sentence)]
            if strangers and len(strangers) == len(facts):
                message = f"{value.text} belongs to another order ({facts[0].source})"
                yield Problem("violated", message, value.start, value.end, value.text, (facts[0].id,))
        elif not (
            sentence.within_name(value, reading.text) or _said(reading, value) or _stated(reading, sentence, value)
        ):
            expected = _expected_id(reading, sentence)
            message = f"{value.text} is in none of the evidence"
            known = [*(order.id for order in reading.evidence.orders), *(fact.value for fact in expected)]
            status: Status = "violated" if _in_the_shape_of(value, known) else "unchecked"
            yield Problem(status, message, value.start, value.end, value.text, tuple(f.id for f in expected))


def durations(reading: Reading) -> Iterator[Problem]:
    """Each length of time that neither an entitlement nor a policy in force states."""
    for sentence, value in _values(reading, "duration"):
        kinds = kinds_near(reading, sentence)
        lengths = {f.value for f in reading.evidence.facts if f.type == "duration" and _about(f, kinds)}
        known = any(same_length(v, length) for v in value.values for length in lengths)
        known = known or sentence.within_name(value, reading.text) or _said(reading, value)
        decided = kinds & {fact.role.partition(".")[0] for fact in reading.evidence.facts if fact.type == "duration"}
        stated = (
            repeats(reading.evidence, value, sentence.sentence.words) if decided else _stated(reading, sentence, value)
        )
        if known or stated or _counted_days(reading, sentence, value):
            continue
        yield Problem(
            "unchecked", f"no policy in force states {value.text}", value.start, value.end, value.text
        )  # fmt: skip


def percentages(reading: Reading) -> Iterator[Problem]:
    """Each percentage that no clause states."""
    for sentence, value in _values(reading, "percent"):
        known = any(_is_a_fee(reading, sentence, fact) for v in value.values for fact in _percents(reading, v))
        if not (known or _said(reading, value) or _stated(reading, sentence, value)):
            yield Problem("unchecked", f"no clause states {value.text}", value.start, value.end, value.text)


def _percents(reading: Reading, value: str) -> tuple[Fact, ...]:
    return reading.evidence.by_value.get(("percent", value), ())


def _is_a_fee(reading: Reading, sentence: ReadSentence, fact: Fact) -> bool:
    """Whether a clause's percentage is the fee that is spoken of, and not something given."""
    know = reading.vocabulary
    said = {cue for _, _, cue in know.money_roles.find(sentence.sentence.words)} if know else set()
    kind = fact.role.partition(".")[0] in kinds_near(reading, sentence)
    return (
        fact.role.endswith(".fee_percent")
        and "discount" not in said
        and (kind or bool(said & {"fee", "deducted", "price"}))
    )


def counts(reading: Reading) -> Iterator[Problem]:
    """Each number left over: counts of items, parcels and orders must be right, and no digit may stand unexplained."""
    for sentence, value in _values(reading, "count", "number", "ordinal", "measure", "card", "time"):
        if sentence.within_name(value, reading.text) or _known(sentence, value):
            continue
        if _noun(reading, sentence, value) is None and _stated(reading, sentence, value):
            continue
        if _explained(reading, sentence, value):
            continue
        if problem := _miscounted(reading, sentence, value):
            yield problem


def _about(fact: Fact, kinds: frozenset[str]) -> bool:
    """Whether a length of time of a clause or an entitlement is about one of these kinds, or about none of them."""
    about = fact.role.partition(".")[0]
    carried = {kind for kind, kinds_with in _WITH.items() if set(kinds_with) & kinds}
    return not kinds & _DECIDED or about not in _DECIDED or about in kinds | carried


_DECIDED = frozenset(["cancel", "refund", "return", "exchange", "replacement", "credit", "goodwill", "warranty"])
_WITH = {
    "cancel": ("refund",),
    "return": ("refund",),
    "refund": ("return", "cancel", "replacement"),
    "replacement": ("refund", "ship", "damage", "lost"),
    "warranty": ("replacement", "refund"),
    "exchange": ("replacement", "ship", "deliver"),
}
"""Kinds whose times are also those of others: a refund after a return takes what the return's clause says."""


def _explained(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether something other than a count explains a number."""
    return (
        as_day(reading, sentence, value) is not None
        or _is_list_mark(reading, value)
        or (value.type == "ordinal" and value.spelled)
        or bare_amount(reading, value)
        or _multiplied(reading, value)
        or _of_a_known_length(reading, sentence, value)
        or _as_an_option(reading, value)
        or _in_an_address(reading, sentence, value)
        or _at_a_recorded_time(reading, sentence, value)
    )


def _multiplied(reading: Reading, value: Found) -> bool:
    """Whether "2 x 12.90" is a line of an order."""
    match = re.fullmatch(r"(\d{1,4})\s{0,2}[x×]\s{0,2}(\d{1,6}[.,]\d\d)", value.text)
    return match is not None and any(
        item.quantity == int(match[1]) and item.unit_price == Decimal(match[2].replace(",", "."))
        for order in reading.evidence.orders
        for item in order.items
    )


def _as_an_option(reading: Reading, value: Found) -> bool:
    """Whether a measure is an option's ("the 6-litre pot" of "6 l", "the 8-piece set")."""
    figures = _FIGURE.findall(value.text)
    unit = value.text.lstrip("0123456789.,- ")[:1].casefold()
    options = (fact.value.casefold() for fact in reading.evidence.facts if fact.type == "option")
    return value.type == "measure" and any(
        _FIGURE.findall(option) == figures and (unit in option or option.strip("0123456789., ") == "")
        for option in options
    )


def _in_an_address(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a number is a whole part of an address: a postal code, a house number beside its street."""
    addresses = [f.value for f in reading.evidence.facts if f.type == "address" and "," in f.value]
    near = (reading.text[max(0, value.end - len(a)) : value.start + len(a)] for a in addresses)
    return any(address in text for address, text in zip(addresses, near, strict=True)) or any(
        m.start <= value.start and value.end <= m.end and any(f.type == "address" for f in m.facts)
        for m in sentence.mentions
    )


_FIGURE = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")


def _of_a_known_length(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a bare number is the end of a duration that goes without its unit ("another 5 to 7", "up to 10")."""
    if value.type != "count":
        return False
    place = reading.sentences.index(sentence)
    near = any(v.type == "duration" for read in reading.sentences[max(0, place - 1) : place + 1] for v in read.values)
    after = next((word.text for word in sentence.sentence.words if word.start >= value.end), "")
    lengths = [read_duration(fact.value) for fact in reading.evidence.facts if fact.type == "duration"]
    ends = {str(end) for least, most, _ in lengths if least != most for end in (least, most)}
    return near and value.bound is not None and after in ("", "with", "and") and any(v in ends for v in value.values)


def _at_a_recorded_time(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a time of day is that of something in the records, to the minute; "8 in the evening" is one, too."""
    texts = value.values if value.type == "time" else ()
    after = tuple(word.text for word in sentence.sentence.words if word.start >= value.end)[:3]
    if value.type == "count" and after in _HALVES and value.text.isdecimal() and int(value.text) <= NOON:
        texts = (f"{int(value.text) % NOON + _HALVES[after]:02}:00",)
    if not texts:
        return False
    zone = reading.evidence.shop.zone
    times = set()
    for order in reading.evidence.orders:
        moments = [order.placed_at, *(p.at for p in order.payments), *(e.at for e in order.events)]
        moments += [at for s in order.shipments for at in (s.shipped_at, s.expected_at, s.delivered_at)]
        times |= {at.astimezone(zone).strftime("%H:%M") for at in moments if at}
    return any(text in times for text in texts)


NOON = 12
_HALVES = {("in", "the", "evening"): NOON, ("in", "the", "afternoon"): NOON, ("in", "the", "morning"): 0}


def contacts(reading: Reading) -> Iterator[Problem]:
    """Each address, phone number or link that is neither the shop's nor the customer's own."""
    shop = reading.evidence.shop
    for sentence, value in _values(reading, "email", "phone", "link"):
        text = value.text.casefold()
        own = any(domain.casefold() in text for domain in shop.domains) and value.type in ("email", "link")
        listed = any(text in contact.casefold() or contact.casefold() in text for contact in shop.contacts)
        if not (
            own
            or listed
            or sentence.within_name(value, reading.text)
            or _named(sentence, value)
            or _said(reading, value)
        ):
            message = f"{value.text} is no contact, domain or link of the shop"
            yield Problem("violated", message, value.start, value.end, value.text)


def _values(reading: Reading, *types: str) -> Iterator[tuple[ReadSentence, Found]]:
    for sentence in reading.sentences:
        if not sentence.quoted:
            for value in sentence.values:
                if value.type in types:
                    yield sentence, value


def _known(sentence: ReadSentence, value: Found) -> list[Fact]:
    """Facts whose id is this token, the whole of it."""
    return [
        fact
        for mention in sentence.mentions
        if mention.start < value.end and value.start < mention.end
        for fact in mention.facts
        if fact.type in ("id", "tracking") and any(same_id(fact.value, v) for v in (value.text, *value.values))
    ]


def _named(sentence: ReadSentence, value: Found) -> bool:
    return any(mention.start <= value.start and value.end <= mention.end for mention in sentence.mentions)


def _in_the_shape_of(value: Found, ids: Iterable[str]) -> bool:
    """Whether a token is written like one of these ids, letters and digits apart from their values."""
    return _shape(value.text) in {_shape(id) for id in ids}


def _shape(id: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "0", normal_id(id)))


def _of_these(fact: Fact, sentence: ReadSentence) -> bool:
    return fact.subject.partition("/line:")[0] in {f"order:{order.id}" for order in sentence.orders}


def _said(reading: Reading, value: Found) -> bool:
    """Whether the customer wrote it: a draft may take up what was asked."""
    needle = re.compile(rf"(?<!\w){re.escape(value.text.strip('#').casefold())}(?!\w)")
    ticket = reading.evidence.ticket
    return any(needle.search(text.casefold()) for text in (*ticket.said, *ticket.order_ids))


def _stated(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    known = {normal_id(f.value) for f in reading.evidence.facts if f.type in ("id", "tracking")}
    beside = [v.text for v in sentence.values if v.type == "id" and v is not value and normal_id(v.text) not in known]
    if value.type == "id":
        beside += [text for other in sentence.values if other.type == "percent" for text in other.values]
    return states(reading.evidence, value, sentence.sentence.words, beside)


def _expected_id(reading: Reading, sentence: ReadSentence) -> list[Fact]:
    return [fact for fact in reading.evidence.facts if fact.role == "tracking_number" and _of_these(fact, sentence)][:3]


def _counted_days(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether so many days lie between today, dates of the evidence and dates beside it ("3 days ago", "by 8 days")."""
    know = reading.vocabulary
    words = sentence.sentence.words
    beside = [w for w in words if w.end <= value.start][-2:] + [w for w in words if w.start >= value.end][:2]
    stated = {text for other in sentence.values if other.type == "date" for text in other.values if len(text) == _DAY}
    if know is None or not (know.says("spans", beside) or stated):
        return False
    today = reading.evidence.today.toordinal()
    if know.says("late_words", beside):
        return any(_is_gap(text, _delays(reading, sentence), value.approximate) for text in value.values)
    known = {today} | {
        _ordinal(fact) for fact in reading.evidence.facts if fact.type == "date" and _is_of(fact, sentence)
    }
    said = {today} | {date.fromisoformat(text).toordinal() for text in stated}
    gaps = {abs(one - other) for one in (known if know.says("spans", beside) else said) for other in (known | said)}
    return any(_is_gap(text, gaps, value.approximate) for text in value.values)


def _delays(reading: Reading, sentence: ReadSentence) -> set[int]:
    """The days between the expected day of a parcel and its delivery, or today."""
    zone = reading.evidence.shop.zone
    return {
        abs(
            (
                (s.delivered_at or reading.evidence.as_of).astimezone(zone).date()
                - s.expected_at.astimezone(zone).date()
            ).days
        )
        for order in sentence.orders
        for s in order.shipments
        if s.expected_at
    }


def _is_gap(length: str, gaps: Collection[int], roughly: bool) -> bool:
    """Whether a length in days or weeks is one of these gaps; a rough one may be a day off."""
    least, most, unit = read_duration(length)
    days = {"day": 1, "week": 7}.get(unit)
    if days is None or least != most:
        return False
    return any(abs(least * days - gap) <= int(roughly) for gap in gaps)


def _is_of(fact: Fact, sentence: ReadSentence) -> bool:
    return not fact.subject.startswith(("clause:", "order:")) or _of_these(fact, sentence)


_DAY = len("2026-11-20")


def _ordinal(fact: Fact) -> int:
    return date.fromisoformat(fact.value).toordinal()


def _miscounted(reading: Reading, sentence: ReadSentence, value: Found) -> Problem | None:
    """What a number counts is told by the words behind it; with nothing that we know there, a digit is unexplained."""
    noun = _noun(reading, sentence, value)
    right = _counts(reading, sentence, noun, value) if noun else set()
    if any(v in right for v in value.values) or _said(reading, value):
        return None
    if noun is None:
        if value.spelled:
            return None
        message = f"nothing in the evidence explains {value.text}"
        return Problem("unchecked", message, value.start, value.end, value.text)
    message = f"says {value.text}, but the records count {', '.join(sorted(right)) or 'none'}"
    more = bool(right) and min(map(Decimal, value.values)) > max(map(Decimal, right))  # fewer may be a part of them
    sure = value.type == "count" and more and asserted(reading, sentence, value)
    return Problem(against(sure), message, value.start, value.end, value.text)


def _noun(reading: Reading, sentence: ReadSentence, value: Found) -> str | None:
    """What is counted: "items", "orders", "parcels", "variants", or a product; None if it is something else."""
    bare = value.spelled or value.text.isdigit()
    if bare and _counted_product(sentence, value):
        return "product"
    know = reading.vocabulary
    after = [word for word in sentence.sentence.words if word.start >= value.end][:2]
    if (after and after[0].text in ("x", "×")) or reading.text[value.end : value.end + 2].strip() == "×":
        return "product"
    return next((kind for _, _, kind in know.counted.find(after)), None) if know else None


def _counted_product(sentence: ReadSentence, value: Found) -> Mention | None:
    """The product that a number counts: right behind it, or with a word or an option between ("three broken mugs")."""
    behind = [m for m in sentence.mentions if m.start >= value.end and m.of("product")]
    if not behind:
        return None
    between = [w for w in sentence.sentence.words if value.end <= w.start < behind[0].start]
    text = sentence.sentence.text[value.end - sentence.sentence.start : behind[0].start - sentence.sentence.start]
    plain = not any(sign in text for sign in ",;:.()") and not any(w.text in _JOINS for w in between)
    return behind[0] if len(between) <= ADJECTIVES and plain else None


ADJECTIVES = 2
_JOINS = frozenset(["of", "and", "or", "for", "to", "in", "with", "x", "the", "a", "your", "our"])


def _counts(reading: Reading, sentence: ReadSentence, noun: str, value: Found) -> set[str]:
    """The numbers that are right for what is counted."""
    evidence = reading.evidence
    if noun == "product" and (mention := _counted_product(sentence, value)):
        own = {f.subject for f in mention.facts if f.role == "item"}
        counted = [f for f in evidence.facts if f.role == "quantity" and f.subject in own]
        sets = {figure for f in mention.facts for figure in _FIGURE.findall(f.value)}
        packs = {g for f in evidence.facts if f.type == "option" for g in _FIGURE.findall(f.value)}
        total = sum(int(f.value) for f in counted if f.subject.partition("/line:")[0] in _subjects(sentence))
        return {f.value for f in counted} | sets | packs | ({str(total)} if total else set())
    roles = {"items": ("item_count", "line_count"), "parcels": ("shipment_count",), "product": ("quantity",)}
    subjects = {f"order:{order.id}" for order in sentence.orders}
    if noun == "orders":
        open_orders = [o for o in evidence.orders if o.status not in ("delivered", "cancelled", "returned")]
        return {str(len(sentence.orders)), str(len(evidence.orders)), str(len(open_orders))}
    if noun == "variants":
        return {f.value for f in evidence.facts if f.type == "count" and f.subject.startswith("product:")}
    found = {
        fact.value
        for fact in evidence.facts
        if fact.type == "count" and fact.subject.partition("/line:")[0] in subjects and fact.role in roles[noun]
    }
    if noun == "items":
        held = [part.line_ids for order in sentence.orders for part in order.shipments]
        held += [part.line_ids for order in sentence.orders for part in order.returns]
        found |= {str(len(lines)) for lines in held if lines}
    if noun == "product":
        found |= {str(_quantity(reading, mention)) for mention in sentence.mentions if mention.of("product")}
    return found | ({str(len(sentence.orders))} if noun == "parcels" else set())


def _subjects(sentence: ReadSentence) -> set[str]:
    return {f"order:{order.id}" for order in sentence.orders}


def _quantity(reading: Reading, mention: Mention) -> int:
    """How many pieces stand on all the lines that a word names: two knives of two kinds."""
    lines = {fact.subject for fact in mention.of("product") if "/line:" in fact.subject}
    return sum(int(fact.value) for fact in reading.evidence.facts if fact.role == "quantity" and fact.subject in lines)


def _is_list_mark(reading: Reading, value: Found) -> bool:
    """ "1." at the head of a line numbers a list."""
    line = reading.text.rfind("\n", 0, value.start) + 1
    return not reading.text[line : value.start].strip() and reading.text[value.end : value.end + 2].strip() in (
        ".",
        ")",
    )
