"""P002: what is said to be free costs nothing."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from copilot.checks.certainty import against
from copilot.checks.events import ENTITLED
from copilot.checks.problem import Problem
from copilot.checks.prose import descriptions, prose
from copilot.checks.reading import Reading, kinds_near
from copilot.checks.rules.amount_frames import free_from
from copilot.checks.rules.tokens import for_others
from copilot.checks.sentences import Word, all_words
from copilot.checks.statements import ReadSentence, Statement
from copilot.checks.stems import is_content, stem, stems
from copilot.checks.vocabulary import Vocabulary
from copilot.models import Fee
from copilot.policy import tiers_of
from copilot.values import read_money


def free(reading: Reading) -> Iterator[Problem]:
    """Each thing said to be free, where the entitlement has a fee or does not say."""
    know = reading.vocabulary
    if know is None:
        return
    anywhere = {kind for sentence in reading.sentences for kind in _named(sentence, know)}
    asked = {form.kind for _, _, form in know.events.find(reading.customers_said)} & set(ENTITLED)
    before: set[str] = set()
    for sentence in reading.sentences:
        spoken_of = _named(sentence, know)
        before = spoken_of or before  # "You can swap it. The post is on us."
        earlier: set[str] = set()
        for statement in sentence.statements:
            own = _spoken_of(statement, know) or _anew(sentence, statement, know)
            kinds = own or earlier or before or anywhere or asked
            earlier = own or earlier
            for place, length, _ in know.lists["free"].find(statement.words):
                if not statement.asserts:
                    continue
                start, end = statement.words[place].start, statement.words[place + length - 1].end
                if _otherwise(statement.words, place) or _owned(statement, know):
                    continue
                if _postage_was_free(statement, know) or _by_terms(reading, sentence, statement, place, length):
                    continue
                offers = [
                    offer
                    for order in statement.orders
                    for kind in sorted(kinds)
                    for offer in reading.evidence.entitled(kind, order.id)
                    if offer.state == "allowed"
                ]
                fees = {offer.fee for offer in offers if offer.fee and read_money(offer.fee)[0]}
                says, ids = reading.text[start:end], tuple(offer.id for offer in offers)
                if fees:
                    message = f"said to be free, but the fee is {', '.join(sorted(fees))}"
                    yield Problem(
                        against(kinds is not anywhere, kinds != before or bool(spoken_of)),
                        message,
                        start,
                        end,
                        says,
                        ids,
                    )
                elif (not offers or any(offer.fee is None for offer in offers)) and not (
                    _free_by_a_clause(reading, _with_before(reading, sentence), kinds | kinds_near(reading, sentence))
                ):
                    yield Problem("unchecked", "said to be free, and no clause says so", start, end, says, ids)


def _named(sentence: ReadSentence, know: Vocabulary) -> set[str]:
    """The offers that a sentence speaks of at all."""
    named = {form.kind for _, _, form in know.events.find(sentence.sentence.words)}
    return (named | {claim.kind for part in sentence.statements for claim in part.events}) & set(ENTITLED)


def _spoken_of(statement: Statement, know: Vocabulary) -> set[str]:
    """The offers that a statement speaks of: by what it claims, else by what it names."""
    claimed = {claim.kind for claim in statement.events} & set(ENTITLED)
    return claimed or {form.kind for _, _, form in know.events.find(statement.words)} & set(ENTITLED)


def _anew(sentence: ReadSentence, statement: Statement, know: Vocabulary) -> set[str]:
    """What a new one of the goods is: a replacement ("a new oat mug, free")."""
    goods = any(m.of("product") and statement.start <= m.start < statement.end for m in sentence.mentions)
    return {"replacement"} if goods and know.says("anew", statement.words) else set()


def _owned(statement: Statement, know: Vocabulary) -> bool:
    """Whether "on us" owns up to a fault: "and that's on us", where nothing is offered."""
    return know.says("owning_up", statement.words) and not statement.events


def _otherwise(words: Sequence[Word], place: int) -> bool:
    """Whether "free" is of something else than money: "feel free", "free to choose"."""
    before, after = words[place - 1].text if place else "", words[place + 1].text if place + 1 < len(words) else ""
    kept = not after and bool({"keep", "leave", "set"} & {word.text for word in words[:place]})  # "keep the hole free"
    return words[place].text == "free" and (before == "feel" or after in ("to", "from", "time") or kept)


def _postage_was_free(statement: Statement, know: Vocabulary) -> bool:
    """Whether it is the postage of these orders that is said to be free, and it was."""
    later = {"next", "future", "always", "another", "again"} & {word.text for word in statement.words}
    if later or know.says("becoming", statement.words) or know.says("future", statement.words):
        return False
    of_postage = any(role == "shipping" for _, _, role in know.money_roles.find(statement.words))
    of_postage = of_postage or know.says("delivery_words", statement.words)
    fees = [order.shipping_fee for order in statement.orders]
    return of_postage and bool(fees) and all(fee == 0 for fee in fees)


def _with_before(reading: Reading, sentence: ReadSentence) -> Sequence[Word]:
    """The words of a sentence; with those of the one before it where they are few."""
    words = sentence.sentence.words
    place = reading.sentences.index(sentence)
    return (*reading.sentences[place - 1].sentence.words, *words) if place and len(words) < FEW else words


FEW = 8


def _free_by_a_clause(reading: Reading, spoken: Sequence[Word], kinds: set[str]) -> bool:
    """Whether a clause for this customer says that this costs nothing: of this kind, or in words like these."""
    know = reading.vocabulary
    said = stems(spoken)
    for clause in reading.evidence.clauses:
        quote = all_words(clause.quote)
        waived = clause.fee is not None and not _owed(clause.fee, reading)
        if (know is not None and know.says("free_in_policies", quote)) or waived:
            if clause.about in kinds and not (clause.fee and _owed(clause.fee, reading)):
                return True
            if len((said & stems(quote)) - _OF_FEES - _tiers(reading)) >= SHARED:
                return True
    return False


def _by_terms(reading: Reading, sentence: ReadSentence, statement: Statement, place: int, length: int) -> bool:
    """Whether a document or the shop's terms call the same thing free."""
    return (
        any(v.type == "money" and free_from(reading, sentence, v) for v in sentence.values)
        or _for_a_tier(reading, statement)
        or _free_by_a_page(reading, sentence, statement, place + length)
    )


def _for_a_tier(reading: Reading, statement: Statement) -> bool:
    """Whether it is told of a tier for which a clause has it free, or waives a fee, and which is not the customer's."""
    customer = reading.evidence.customer
    own = (customer.tier or "").casefold() if customer else ""
    for clause in (scoped.clause for scoped in reading.evidence.policy):
        waived = [tier for tier, amount in (clause.fee.by_tier if clause.fee else {}).items() if not Decimal(amount)]
        if any(tier.casefold() in statement.texts and tier.casefold() != own for tier in waived):
            return True
    return False


def _free_by_a_page(reading: Reading, sentence: ReadSentence, statement: Statement, behind: int) -> bool:
    """Whether a document calls the same thing free: what "free" stands before, or in nearly the same words."""
    know = reading.vocabulary
    skipped, others = _OF_FEES | _tiers(reading), for_others(reading, sentence)
    said = stems(statement.words) - skipped
    noun = statement.words[behind].text if behind < len(statement.words) else ""
    attributed = is_content(noun) and know is not None and know.is_("attributive_free", statement.words[behind - 1])
    around = stems(_with_before(reading, sentence)) - skipped if len(said) < SHARED else said
    sums = {("money", text) for v in sentence.values if v.type == "money" for text in v.values}
    for book in (prose(reading.evidence), descriptions(reading.evidence)):
        for stated in book.near(around | stems(sentence.sentence.words), 1):
            if know is None or not know.says("free_in_policies", all_words(stated.text)):
                continue
            bound = any(type == "money" for type, _ in stated.values)  # free from an amount on
            if (sums & stated.values and not others(stated)) or (len(said) >= SHARED and said <= stated.stems):
                return True
            if attributed and stem(noun) in stated.stems and not bound:
                return True
            if not attributed and not bound and len(said) < SHARED and len(around & stated.stems) >= SHARED:
                return True
            if not attributed and not bound and len(said) == 1 and said <= stated.stems:
                return True
    return False


def _owed(fee: Fee, reading: Reading) -> bool:
    """Whether the customer's tier pays it."""
    customer = reading.evidence.customer
    own = fee.by_tier.get(customer.tier or "") if customer else None
    return bool(own if own is not None else (fee.amount or fee.percent))


def _tiers(reading: Reading) -> frozenset[str]:
    """The shop's names for its tiers, as their clauses write them, by their stems."""
    return frozenset(map(stem, tiers_of(reading.evidence.policy)))


_OF_FEES = frozenset(["free", "charge", "cost", "nothin", "member", "custom", "euro"])


SHARED = 2  # content words that a clause and a sentence share when they are of the same thing
