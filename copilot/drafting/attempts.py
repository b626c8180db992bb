"""Writing with a model: write, check, repair; and the composer's draft wherever that does not hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from copilot.errors import ModelError
from copilot.evidence import Evidence
from copilot.llm import ChatModel, Conversation, Deadline, Message, open_model
from copilot.models import Citation, Draft, Finding, Run, Triage
from copilot.privacy import Placeholders, known_personal
from copilot.prompts import Prompt, has_copy, load_copy, load_prompt
from copilot.settings import Settings

from .brief import brief
from .faults import faults
from .model import DraftReply, render_reply
from .slots import sheet
from .text import Style

ROUNDS = 2
"""How often a model may mend its reply."""

Findings = tuple[Finding, ...]
Check = Callable[[Draft], Findings]
Mend = Callable[[Draft], tuple[Draft, Findings]]


@dataclass(frozen=True)
class Writer:
    """A model and its terms: seconds for a draft, tokens for a prompt, a folder of own prompts, the policy's words."""

    model: ChatModel
    seconds: float
    room: int = 12_000
    prompts: Path | None = None
    hide_ids: bool = False
    clauses: Mapping[str, str] = field(default_factory=dict)


def open_writer(settings: Settings, model: ChatModel | None, clauses: Mapping[str, str]) -> Writer | None:
    """The model, or the one that the settings name, on the settings' terms; None where there is neither."""
    if model is None and settings.model is None:
        return None
    opened = model or open_model(
        settings.model or "",
        settings.base_url,
        timeout=settings.model_timeout,
        at_once=settings.model_calls,
        options=settings.model_options,
    )
    return Writer(opened, settings.model_timeout, settings.model_context, settings.prompts, settings.hide_ids, clauses)


@dataclass(frozen=True)
class Written:
    """The draft to offer, what the model wrote where that is another one, why it is another one, and the calls."""

    draft: Draft
    attempt: Draft | None = None
    notices: Findings = ()
    model: str | None = None
    prompt: str | None = None
    calls: tuple[dict[str, Any], ...] = ()

    def run(self, timings: dict[str, float]) -> Run:
        """What it took, for the review."""
        return Run(
            model=self.model,
            prompt=self.prompt,
            calls=list(self.calls),
            tokens=sum(call.get("tokens_in", 0) + call.get("tokens_out", 0) for call in self.calls),
            cost=self._cost(),
            timings=timings,
        )

    def _cost(self) -> float | None:
        """What the answered calls cost in all; None as soon as the price of one is not known."""
        costs = [call.get("cost") for call in self.calls if "error" not in call]
        known = [cost for cost in costs if cost is not None]
        return round(sum(known), 6) if len(known) == len(costs) else None


def write(
    evidence: Evidence,
    triage: Triage,
    writer: Writer,
    *,
    check: Check,
    mend: Mend,
    otherwise: Callable[[], Draft],
    examples: Sequence[str] = (),
) -> Written:
    """The model's draft where nothing speaks against it, else the one `otherwise` with the model's attempt beside it.

    `check` says what the rules find in a draft; `mend` makes the certain fixes first. No failure of a model is raised.
    """
    prompt = load_prompt("draft", writer.prompts)
    attempts: list[_Attempt] = []
    calls: list[dict[str, Any]] = []
    failure = ""
    try:
        for attempt in _attempts(evidence, triage, writer, prompt, check, examples, calls):
            attempts.append(attempt)
    except ModelError as error:
        failure = f"{error.reason}: {error}"
    written = partial(Written, model=writer.model.name, prompt=prompt.label, calls=tuple(calls))
    if not attempts:
        return written(otherwise(), notices=(_notice(f"written without the model: {failure}"),))
    best = min(reversed(attempts), key=lambda attempt: len(attempt.forbidden))
    draft, findings = mend(best.draft)
    reasons = [*best.faults, *dict.fromkeys(f"{f.rule} {f.message}" for f in findings if _forbids(f))]
    if reasons:
        reasons += [f"it was not mended: {failure}"] if failure else []
        notice = _notice(f"the model's draft was set aside: {'; '.join(reasons)}")
        return written(otherwise(), best.draft, (notice,))
    return written(draft)


@dataclass(frozen=True)
class _Attempt:
    """One reply of the model; `faults` are what is wrong with it besides what the rules find."""

    draft: Draft
    findings: Findings
    faults: tuple[str, ...]

    @property
    def forbidden(self) -> tuple[str, ...]:
        """What keeps it from being offered."""
        return (*self.faults, *(_told(self.draft, finding) for finding in self.findings if _forbids(finding)))

    @property
    def problems(self) -> tuple[str, ...]:
        """What the model is told: also what the rules could not decide."""
        told = (_told(self.draft, finding) for finding in self.findings if finding.severity == "block")
        return tuple(dict.fromkeys((*self.faults, *told)))


def _attempts(
    evidence: Evidence,
    triage: Triage,
    writer: Writer,
    prompt: Prompt,
    check: Check,
    examples: Sequence[str],
    calls: list[dict[str, Any]],
) -> Iterator[_Attempt]:
    """The model's replies: the first, then at most `ROUNDS` more while there is something to mend."""
    language = triage.language if triage.language != "und" else evidence.shop.locale.split("_")[0]
    spread, hidden = sheet(evidence, triage), _placeholders(evidence, writer.hide_ids, triage.language)
    filled = brief(
        prompt,
        evidence,
        triage,
        spread,
        hidden,
        language=language,
        clauses=writer.clauses,
        examples=examples,
        room=writer.room,
    )
    talk = Conversation(writer.model, hidden, Deadline(writer.seconds), calls, writer.room)
    copy = load_copy(language if has_copy(language) else "en")
    locale = evidence.shop.locale if evidence.shop.locale.split("_")[0] == language else language
    again = load_prompt("repair", writer.prompts)
    messages = [Message("system", filled.system)] if filled.system else []
    messages.append(Message("user", filled.user))
    for number in range(ROUNDS + 1):
        stage, label = ("repair", again.label) if number else ("write", prompt.label)
        reply = talk.ask(*messages, record=DraftReply, stage=stage, prompt=label, left_out=filled.left_out)
        rendered = render_reply(
            reply, spread.slots, filled.sources, hidden, language=language, style=Style(copy, locale, evidence.today)
        )
        draft = _with_disclosure(rendered.draft, evidence)
        attempt = _Attempt(draft, check(draft), tuple(faults(rendered, language, evidence)))
        yield attempt
        if not attempt.problems:
            return
        listed = "\n".join(f"- {problem}" for problem in attempt.problems)
        messages = [Message("user", again.fill(problems=hidden.hide_known(listed))[1])]


def _placeholders(evidence: Evidence, hide_ids: bool, language: str) -> Placeholders:
    known = known_personal(evidence.customer, evidence.orders, evidence.ticket.customer_email)
    ids = [f.value for f in evidence.facts if f.role in ("order_id", "return_id", "tracking_number")]
    things = [item.name for order in evidence.orders for item in order.items]
    things += [evidence.shop.name or "", *(product.name for product in evidence.products)]
    # Not the options of what was ordered: an engraving may be a person's name.
    variants = [variant for product in evidence.products for variant in product.variants]
    things += [value for variant in variants for value in variant.options.values()]
    keep = () if hide_ids else (*ids, *evidence.ticket.order_ids)
    return Placeholders(known, keep, ids if hide_ids else (), things, language)


def _told(draft: Draft, finding: Finding) -> str:
    """A finding in words for the model: the place, and what is wrong with it."""
    if finding.start is None:
        return finding.message
    return f'"{draft.text[finding.start : finding.end]}": {finding.message}'


def _forbids(finding: Finding) -> bool:
    return finding.severity == "block" and finding.status == "violated"


def _with_disclosure(draft: Draft, evidence: Evidence) -> Draft:
    """The draft with the shop's own notice about automation, where it wants one."""
    notice = evidence.shop.automation_disclosure
    if not notice or not draft.text or notice in draft.text:
        return draft
    start = len(draft.text) + 2
    cited = Citation(start=start, end=start + len(notice), sources=["shop.automation_disclosure"])
    return draft.model_copy(update={"text": f"{draft.text}\n\n{notice}", "citations": [*draft.citations, cited]})


def _notice(message: str) -> Finding:
    return Finding(rule="M001", severity="info", status="violated", message=message)
