"""A reply without a model: each request is answered from evidence and entitlements, or handed to a person."""

from collections.abc import Sequence
from pathlib import Path

from copilot.evidence import Evidence
from copilot.models import Draft, NextStep, Triage
from copilot.prompts import has_copy, load_copy
from copilot.settings import Voice

from .answer import Answer, Answering, Paragraph
from .answers import ANSWERS, FOR_ALL, OF_NOBODY
from .answers.beside import told_as
from .answers.general import general_answer
from .answers.goodwill import goodwill_steps
from .answers.harmless import harmless_lines
from .answers.steps import pass_on
from .beside_others import goes_on, is_left_over, is_passed_over, without_promise
from .form import in_form
from .kindness import kindly
from .quoting import QUOTED, policy_language
from .requests import Wish, in_danger, wishes
from .text import Style, line, render

ANSWERING = dict(ANSWERS)
BY_WORDS = (ANSWERING["product_question"], ANSWERING["availability"], ANSWERING["other"], ANSWERING["open_question"])
"""Answers that are found by the words of the question, and not by the order that it is about."""
RETURN_TOLD = ("instead_return", "return_until", "return_possible", "return_once_there")
PAID_BACK = (
    "sorry_double_charge",
    "intruder_order",
    "refund_offer",
    "refund_or",
    "refund_doing",
    "remedy_then",
    "credit_doing",
)
TOLD_ALREADY = {
    "return": RETURN_TOLD,
    "refund_request": (*RETURN_TOLD, *PAID_BACK),
    "warranty": ("warranty_until", "warranty_it_until", "warranty_allowed"),
}
"""Sentences in the answer to another request that answer this one."""
SPOILED = {"payment_link": "change_item_allowed"}
"""Sentences that do not hold beside another one: the sum of an order of which a thing is changed."""
LOCALES = {"pt": "pt_PT"}
"""The locale that a language's copy is written for, where the language alone means another."""


def compose(evidence: Evidence, triage: Triage, voice: Voice = Voice(), own: Path | None = None) -> Draft:  # noqa: B008  frozen
    """A draft that states only facts of the evidence and promises only what the entitlements allow.

    `own` is the shop's folder of prompts, whose copy/<language>.yaml replaces our sentences by key.
    """
    language = triage.language if has_copy(triage.language) else "en"
    body = in_form(_body(evidence, triage), evidence, voice, language)
    text, citations, slots = render(body, Style(load_copy(language, own), _locale(evidence, language), evidence.today))
    return Draft(text=text, language=language, author="composer", citations=citations, slots=slots)


def next_steps(evidence: Evidence, triage: Triage) -> list[NextStep]:
    """What the agent has to do in the shop system for the requests of this ticket, whoever writes the reply."""
    if in_danger(evidence, triage):
        return [pass_on("Hand this to a person at once: somebody may be in danger of their life.")]
    steps = [step for answer in _answers(evidence, triage) if answer for step in answer.steps]
    if "self_harm" in triage.risks:
        steps.insert(0, pass_on("Read the message before anything leaves: its writer may not be well."))
    if has_copy(triage.language) and _quotes(evidence, triage):
        steps.append(
            pass_on("The reply quotes our pages in their own language: put the quotation into the customer's.")
        )
    if not has_copy(triage.language):
        steps.append(
            pass_on(f"The customer writes {triage.language!r}, and the draft is in English: see who can translate it.")
        )
    return [*_once(steps), *goodwill_steps(evidence, {wish.label for wish in wishes(evidence, triage)})]


def _body(evidence: Evidence, triage: Triage) -> list[Paragraph]:
    """The answers in the order of the requests, then what is asked, then what a person has to see to."""
    answers = _answers(evidence, triage)
    said = [paragraph for answer in answers if answer for paragraph in answer.said]
    asked = [question for answer in answers if answer for question in answer.asked]
    body = [_foreign(evidence), *kindly(_deduplicated([*said, asked]), triage)]
    if in_danger(evidence, triage):
        return [[line("self_harm")], [line("holding")]]
    if not any(answers):
        return [*body, [line("holding")]]
    if not all(answers):
        body.append([line("holding_also")])
    return body


def _answers(evidence: Evidence, triage: Triage) -> list[Answer | None]:
    """One answer a request, None where a person has to see to it; the same one is given once."""
    found: list[Answer | None] = []
    given: set[object] = set()
    asked = wishes(evidence, triage)
    dangers = [wish for wish in asked if wish.label == "safety" and not _harmless(wish, triage)]
    for wish in asked:
        answering = ANSWERING.get(wish.label, ANSWERING["other"])
        about = wish.evidence.focus
        once = (
            answering,
            wish.evidence.ticket.said
            if answering in BY_WORDS
            else (tuple(order.id for order in about.orders), about.lines),
        )
        if once in given:
            continue
        given.add(once)
        if _told_already(found, wish):
            continue
        if is_passed_over(wish, asked, dangers, by_words=answering in BY_WORDS):
            continue
        answer = answer_to(wish, triage)
        if answer is None and is_left_over(wish, asked, triage):
            continue
        found.append(without_promise(answer, wish) if found and goes_on(wish) else answer)
    return found


def answer_to(wish: Wish, triage: Triage) -> Answer | None:
    """The answer to one request by itself; None where a person has to see to it."""
    return _harmless(wish, triage) or _answer(wish, ANSWERING.get(wish.label, ANSWERING["other"]))


def _harmless(wish: Wish, triage: Triage) -> Answer | None:
    """What a page calls no fault, where triage took it for a matter of safety and saw no such risk."""
    if wish.label != "safety" or "safety" in triage.risks:
        return None
    words = harmless_lines(wish.evidence)
    return Answer([words]) if words else None


def _told_already(found: Sequence[Answer | None], wish: Wish) -> bool:
    """Whether an answer to another request about the same order says it already: a return instead, the warranty."""
    keys = TOLD_ALREADY.get(wish.label, ())
    orders = {f"order:{order.id}" for order in wish.evidence.focus.orders}
    return any(
        part.key in keys and orders & {id.partition(".")[0].partition("/")[0] for line in said for id in line.rests_on}
        for answer in found
        if answer
        for said in answer.said
        for part in said
    )


def _answer(wish: Wish, answering: Answering) -> Answer | None:
    evidence = wish.evidence
    if evidence.ticket.in_public and wish.label not in FOR_ALL:
        return Answer([[line("public")]])
    if not evidence.identity.verified and wish.label not in OF_NOBODY:
        return general_answer(evidence, wish.label) or Answer([[line("verify")]])
    return answering(evidence, wish.label)


def _quotes(evidence: Evidence, triage: Triage) -> bool:
    """Whether words of the shop's pages stand in a reply that is not in their language."""
    lines = [part for answer in _answers(evidence, triage) if answer for said in answer.said for part in said]
    return triage.language != policy_language(evidence) and any(
        part.key in QUOTED and part.otherwise is None for part in lines
    )


def _deduplicated(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without a sentence that was said before."""
    said: set[tuple[str, tuple[str, ...], str]] = set()
    kept = []
    keys = {part.key for paragraph in paragraphs for part in paragraph}
    for paragraph in paragraphs:
        own = []
        for part in paragraph:
            text = str(part.slots.get("text", ""))
            if (text and told_as(text) & keys) or SPOILED.get(part.key) in keys:
                continue
            same = (part.key, () if text else part.rests_on, text)
            if same not in said:
                said.add(same)
                own.append(part)
        kept.append(own)
    return [paragraph for paragraph in kept if paragraph]


def _once(steps: Sequence[NextStep]) -> list[NextStep]:
    return list({step.text: step for step in steps}.values())


def _foreign(evidence: Evidence) -> Paragraph:
    if evidence.ticket.in_public or not evidence.identity.verified:
        return []
    return [line("foreign_order", "ticket", order=id) for id in evidence.focus.foreign]


def _locale(evidence: Evidence, language: str) -> str:
    """The shop's locale where it speaks this language, else the language's own."""
    return evidence.shop.locale if evidence.shop.locale.split("_")[0] == language else LOCALES.get(language, language)
