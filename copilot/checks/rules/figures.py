"""What explains a number that counts nothing: an option, an address, a time on record, the end of a range."""

import re
from decimal import Decimal

from copilot.checks.days import as_day
from copilot.checks.packs import pieces
from copilot.checks.page_figures import figures_of, plain
from copilot.checks.reading import Reading
from copilot.checks.rules.pages import as_asked, on_its_page, page_says, spoken_of
from copilot.checks.statements import ReadSentence
from copilot.checks.sums import bare_amount
from copilot.values import Found, read_duration


def explained_figure(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether something other than a count explains a number."""
    return (
        as_day(reading, sentence, value) is not None
        or _is_list_mark(reading, value)
        or (value.type == "ordinal" and bool(value.spelled))
        or bool(bare_amount(reading, value))
        or _multiplied(reading, value)
        or _of_a_known_length(reading, sentence, value)
        or _as_an_option(reading, sentence, value)
        or _come_to(reading, sentence, value)
        or on_its_page(reading, sentence, value)
        or as_asked(reading, sentence, value)
        or _as_a_size(reading, sentence, value)
        or _in_fahrenheit(sentence, value)
        or _in_an_address(reading, sentence, value)
        or _at_a_recorded_time(reading, sentence, value)
    )


def _multiplied(reading: Reading, value: Found) -> bool:
    """Whether "2 x 12.90", or "2 x 300" of packs of 300, is a line of an order."""
    match = re.fullmatch(r"(\d{1,4})\s{0,2}[x×]\s{0,2}(\d{1,6}(?:[.,]\d\d)?)", value.text)
    return match is not None and any(
        item.quantity == int(match[1])
        and (item.unit_price == Decimal(match[2].replace(",", ".")) or match[2] in pieces(item))
        for order in reading.evidence.orders
        for item in order.items
    )


def _as_an_option(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a measure is an option's ("the 6-litre pot" of "6 l", "the 8-piece set" where no page says otherwise)."""
    figures = FIGURE.findall(value.text)
    unit = value.text.lstrip("0123456789.,- ")[:1].casefold()
    options = [fact.value.casefold() for fact in reading.evidence.facts if fact.type == "option"]
    same = [option for option in options if value.type == "measure" and FIGURE.findall(option) == figures]
    bare = any(option.strip("0123456789., ") == "" for option in same)
    return any(unit in option for option in same) or (bare and page_says(reading, sentence, value) is not False)


def _come_to(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a number is what two before it come to ("two packs, 300 each, so 600 in all")."""
    know = reading.vocabulary
    summing = know is not None and any(cue == "total" for _, _, cue in know.money_roles.find(sentence.sentence.words))
    before = [v for v in sentence.values if v.type == "count" and v.end <= value.start and v.values[0].isdecimal()]
    if not summing or value.type != "count" or not value.text.isdecimal() or len(before) < PAIR:
        return False
    one, other = (int(v.values[0]) for v in before[-PAIR:])
    return int(value.text) in (one * other, one + other)


PAIR = 2


def _as_a_size(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a bare number that counts nothing is a size or a pack of the goods spoken of ("go for the 210")."""
    if value.type not in ("count", "number") or value.spelled or (know := reading.vocabulary) is None:
        return False
    behind = [word for word in sentence.sentence.words if word.start >= value.end][:1]
    if behind and (know.counted.within(behind) or know.is_("nouns", behind[0]) or know.is_("generic", behind[0])):
        return False
    place = reading.sentences.index(sentence)
    near = reading.sentences[max(0, place - 2) : place + 1]
    products = {f.value for read in near for m in read.mentions for f in m.of("product")}
    owned = {f.subject for f in reading.evidence.facts if f.type == "product" and f.value in products}
    if not products:
        owned = {f"order:{order.id}/line:{item.id}" for order in sentence.orders for item in order.items}
        owned |= {f"product:{item.product_id}" for order in sentence.orders for item in order.items}
        owned |= {f"product:{product.id}" for product in spoken_of(reading, sentence)}
    owned |= {subject.partition("/")[0] for subject in owned if subject.startswith("product:")}
    return any(
        value.text.replace(",", ".") in FIGURE.findall(f.value)
        for f in reading.evidence.facts
        if f.type == "option" and (f.subject in owned or f.subject.partition("/variant:")[0] in owned)
    )


def _in_fahrenheit(sentence: ReadSentence, value: Found) -> bool:
    """Whether a temperature says in Fahrenheit, rounded, what the same sentence says in Celsius for others to judge."""
    told = [one for one in figures_of(value.text) if one.unit == FAHRENHEIT]
    beside = [one for v in sentence.values if v.type == "measure" for one in figures_of(v.text) if one.unit == CELSIUS]
    return any(
        abs(Decimal(plain(other.figure)) * 9 / 5 + 32 - Decimal(plain(one.figure))) <= ROUNDED
        for one in told
        for other in beside
    )


CELSIUS, FAHRENHEIT, ROUNDED = "°c", "°f", 8  # 400 °F are 204 °C, and cooks say 200


def _in_an_address(reading: Reading, sentence: ReadSentence, value: Found) -> bool:
    """Whether a number is a whole part of an address: a postal code, a house number beside its street."""
    addresses = [f.value for f in reading.evidence.facts if f.type == "address" and "," in f.value]
    near = (reading.text[max(0, value.end - len(a)) : value.start + len(a)] for a in addresses)
    return any(address in text for address, text in zip(addresses, near, strict=True)) or any(
        m.start <= value.start and value.end <= m.end and any(f.type == "address" for f in m.facts)
        for m in sentence.mentions
    )


FIGURE = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")


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


def _is_list_mark(reading: Reading, value: Found) -> bool:
    """ "1." at the head of a line numbers a list."""
    line = reading.text.rfind("\n", 0, value.start) + 1
    return not reading.text[line : value.start].strip() and reading.text[value.end : value.end + 2].strip() in (
        ".",
        ")",
    )
