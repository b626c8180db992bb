"""A reply without a model: each request is answered from evidence and entitlements, or handed to a person."""

from collections.abc import Sequence
from pathlib import Path

from copilot.evidence import Evidence
from copilot.models import Draft, NextStep, Triage
from copilot.prompts import has_copy, load_copy
from copilot.settings import Voice

from .answer import Answer, Paragraph
from .answers import ANSWERS, FOR_ALL, OF_NOBODY
from .answers.goodwill import goodwill_steps
from .answers.steps import pass_on
from .form import in_form
from .text import line, render

COVERED = {
    "refund_request": frozenset({
        "damaged_item", "wrong_item", "missing_item", "lost_parcel", "late_delivery", "refund_status", "return",
    }),
}  # fmt: skip
"""Requests that the answer to another one has in it."""


LOCALES = {"pt": "pt_PT"}
"""The locale that a language's copy is written for, where the language alone means another."""


def compose(evidence: Evidence, triage: Triage, voice: Voice = Voice(), own: Path | None = None) -> Draft:  # noqa: B008  frozen
    """A draft that states only facts of the evidence and promises only what the entitlements allow.

    `own` is the shop's folder of prompts, whose copy/<language>.yaml replaces our sentences by key.
    """
    language = triage.language if has_copy(triage.language) else "en"
    body = in_form(_body(evidence, triage), evidence, voice, language)
    text, citations, slots = render(body, load_copy(language, own), _locale(evidence, language))
    return Draft(text=text, language=language, author="composer", citations=citations, slots=slots)


def next_steps(evidence: Evidence, triage: Triage) -> list[NextStep]:
    """What the agent has to do in the shop system for the requests of this ticket, whoever writes the reply."""
    if "self_harm" in triage.risks:
        return [pass_on("Hand this to a person at once: somebody may be in danger of their life.")]
    steps = [step for answer in _answers(evidence, triage) if answer for step in answer.steps]
    if not has_copy(triage.language):
        steps.append(
            pass_on(f"The customer writes {triage.language!r}, and the draft is in English: see who can translate it.")
        )
    return [*_once(steps), *goodwill_steps(evidence, triage)]


def _body(evidence: Evidence, triage: Triage) -> list[Paragraph]:
    """The answers in the order of the requests, then what is asked, then what a person has to see to."""
    answers = _answers(evidence, triage)
    said = [paragraph for answer in answers if answer for paragraph in answer.said]
    asked = [question for answer in answers if answer for question in answer.asked]
    body = [_foreign(evidence), *_deduplicated([*said, asked])]
    if "self_harm" in triage.risks:
        return [[line("self_harm")], [line("holding")]]
    if not any(answers):
        return [*body, [line("holding")]]
    if not all(answers):
        body.append([line("holding_also")])
    return body


def _answers(evidence: Evidence, triage: Triage) -> list[Answer | None]:
    """One answer a request, None where a person has to see to it; the same one is given once."""
    intents = [_seen(intent.label, triage) for intent in triage.intents] or ["other"]
    answerings = dict(ANSWERS)
    found: list[Answer | None] = []
    given: set[object] = set()
    for intent in intents:
        if COVERED.get(intent, frozenset()) & set(intents):
            continue
        answering = answerings.get(intent, answerings["other"])
        if answering in given:
            continue
        given.add(answering)
        if evidence.ticket.in_public and intent not in FOR_ALL:
            found.append(Answer([[line("public")]]))
        elif not evidence.identity.verified and intent not in OF_NOBODY:
            found.append(Answer([[line("verify")]]))
        else:
            found.append(answering(evidence, intent))
    return found


def _seen(intent: str, triage: Triage) -> str:
    """A report of fraud asks for help, but there is nothing to stop using."""
    return "other" if intent == "safety" and "fraud" in triage.risks and "safety" not in triage.risks else intent


def _deduplicated(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without a quotation, a question or a fact that was said before."""
    said: set[tuple[str, tuple[str, ...], str]] = set()
    kept = []
    for paragraph in paragraphs:
        own = []
        for part in paragraph:
            same = (part.key, part.rests_on, str(part.slots.get("text", "")))
            if same not in said or not (part.slots or part.key.startswith("ask_")):
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
