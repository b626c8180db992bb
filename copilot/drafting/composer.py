"""A reply without a model: each request is answered from evidence and entitlements, or handed to a person."""

from collections.abc import Sequence
from pathlib import Path

from copilot.evidence import Evidence
from copilot.models import Draft, NextStep
from copilot.prompts import has_copy, load_copy
from copilot.settings import Voice

from .answer import Paragraph
from .answered import Answered
from .answers.beside import told_as
from .answers.goodwill import OUR_FAULT, goodwill_steps
from .answers.steps import pass_on
from .beside_others import question_of
from .form import in_form
from .kindness import kindly
from .quoting import QUOTED, policy_language
from .requests import in_danger
from .said import wants
from .text import Style, line, render

SPOILED = {"payment_link": "change_item_allowed"}
"""Sentences that do not hold beside another one: the sum of an order of which a thing is changed."""
QUOTED_QUESTIONS = 2
"""So many open questions are named one by one."""
LOCALES = {"pt": "pt_PT"}
"""The locale that a language's copy is written for, where the language alone means another."""


def compose(answered: Answered, voice: Voice = Voice(), own: Path | None = None) -> Draft:  # noqa: B008  frozen
    """A draft that states only facts of the evidence and promises only what the entitlements allow.

    `own` is the shop's folder of prompts, whose copy/<language>.yaml replaces our sentences by key.
    """
    evidence, language = answered.evidence, answered.triage.language
    language = language if has_copy(language) else "en"
    body = in_form(_body(answered), evidence, voice, language)
    text, citations, slots = render(body, Style(load_copy(language, own), _locale(evidence, language), evidence.today))
    return Draft(text=text, language=language, author="composer", citations=citations, slots=slots)


def next_steps(answered: Answered) -> list[NextStep]:
    """What the agent has to do in the shop system for the requests of this ticket, whoever writes the reply."""
    evidence, triage = answered.evidence, answered.triage
    if in_danger(evidence, triage):
        return [pass_on("Hand this to a person at once: somebody may be in danger of their life.")]
    steps = [step for answer in answered.answers if answer for step in answer.steps]
    if "self_harm" in triage.risks:
        steps.insert(0, pass_on("Read the message before anything leaves: its writer may not be well."))
    if has_copy(triage.language) and _quotes(answered):
        steps.append(
            pass_on("The reply quotes our pages in their own language: put the quotation into the customer's.")
        )
    if not has_copy(triage.language):
        steps.append(
            pass_on(f"The customer writes {triage.language!r}, and the draft is in English: see who can translate it.")
        )
    if _asks_goodwill(answered):
        steps.append(pass_on("Ask whether something can be added for the customer, who asks for it."))
    return [*_once(steps), *goodwill_steps(evidence, answered.labels)]


def _body(answered: Answered) -> list[Paragraph]:
    """The answers in the order of the requests, then what is asked, then what a person has to see to."""
    evidence, triage, answers = answered.evidence, answered.triage, answered.answers
    said = [paragraph for answer in answers if answer for paragraph in answer.said]
    said += [[line("goodwill_asked")]] if _asks_goodwill(answered) else []
    asked = [question for answer in answers if answer for question in answer.asked]
    body = [_foreign(evidence), *kindly(_deduplicated(evidence, [*said, asked]), triage)]
    if in_danger(evidence, triage):
        return [[line("self_harm")], [line("holding")]]
    if not all(answers):
        body.append(_left_open(answered) or [line("holding_also" if any(answers) else "holding")])
    return body


def _asks_goodwill(answered: Answered) -> bool:
    """Whether the customer wants something for a fault of ours beside its remedy."""
    evidence = answered.evidence
    return bool(OUR_FAULT & answered.labels) and not evidence.ticket.in_public and wants(evidence, "asks_goodwill")


def _left_open(answered: Answered) -> Paragraph:
    """That a colleague answers the questions that are open, in their own words where these are short.

    Beside a danger a question may name what must not be done ("can I still use the other one?").
    """
    open_ones = [reply.wish for reply in answered.replies if reply.how == "open" and reply.answer is None]
    asked = [question_of(wish) for wish in open_ones]
    if (
        answered.evidence.ticket.in_public
        or answered.evidence.ticket.channel == "phone"  # the words are of whoever took the note
        or "safety" in answered.labels
        or len(asked) > QUOTED_QUESTIONS
        or not all(asked)
    ):
        return []
    return [line("holding_question", question=question) for question in asked if question]


def _quotes(answered: Answered) -> bool:
    """Whether words of the shop's pages stand in a reply that is not in their language."""
    lines = [part for answer in answered.answers if answer for said in answer.said for part in said]
    return answered.triage.language != policy_language(answered.evidence) and any(
        part.key in QUOTED and part.otherwise is None for part in lines
    )


def _deduplicated(evidence: Evidence, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without a sentence that was said before."""
    said: set[tuple[object, ...]] = set()
    kept = []
    keys = {part.key for paragraph in paragraphs for part in paragraph}
    for paragraph in paragraphs:
        own = []
        for part in paragraph:
            text = str(part.slots.get("text", ""))
            if (text and told_as(evidence, text) & keys) or SPOILED.get(part.key) in keys:
                continue
            about = part.slots.get("order") if part.key.startswith("ask_") else part.rests_on
            same = (part.key, () if text else about, text)
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
