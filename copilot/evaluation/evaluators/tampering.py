"""Texts with one value changed: the checks must not show them as clean."""

from collections.abc import Iterator
from functools import partial

from copilot.evaluation.trial import Score, Trial
from copilot.models import verdict

KINDS = {
    "money": ("money",),
    "dates": ("date",),
    "ids": ("id", "tracking"),
    "durations": ("duration",),
}
MOST = 4
"""So many values of a kind are changed in each text."""


def caught(kind: str, trial: Trial) -> Score | None:
    """The share of texts with one changed value that are not shown as clean; texts are the draft and the gold reply.

    Only a text that is clean as it stands is tampered with: what is held back anyhow proves nothing.
    """
    tried, missed = 0, []
    for text, language in _texts(trial):
        for before, after, tampered in _changed(trial, text, language, KINDS[kind]):
            tried += 1
            _, clean = verdict(list(trial.findings(tampered, language)))
            missed += [f"{before!r} → {after!r}"] if clean else []
    return Score(1 - len(missed) / tried, "; ".join(missed)) if tried else None


caught_money = partial(caught, "money")
caught_dates = partial(caught, "dates")
caught_ids = partial(caught, "ids")
caught_durations = partial(caught, "durations")


def caught_names(trial: Trial) -> Score | None:
    """Whether a draft that calls the customer by another name is not shown as clean."""
    customer = trial.evidence.customer
    if customer is None or customer.first_name not in trial.draft or not trial.review.clean:
        return None
    tampered = trial.draft.replace(customer.first_name, stranger(customer.first_name))
    _, clean = verdict(list(trial.findings(tampered, trial.review.draft.language)))
    return Score(float(not clean), "" if not clean else f"{customer.first_name} → {stranger(customer.first_name)}")


def stranger(name: str) -> str:
    """Another first name."""
    return "Rosalind" if name.casefold() != "rosalind" else "Bertram"


def _texts(trial: Trial) -> Iterator[tuple[str, str]]:
    if trial.review.clean:
        yield trial.draft, trial.review.draft.language
    if trial.gold.reply and verdict(list(trial.reply_findings))[1]:
        yield trial.gold.reply, trial.reply_language


def _changed(trial: Trial, text: str, language: str, types: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(value, changed value, the text with it) for the first values of these types."""
    values = [value for value in trial.values_in(text, language) if value.type in types]
    for value in values[:MOST]:
        after = _another(value.text)
        if after != value.text:
            yield value.text, after, text[: value.start] + after + text[value.end :]


def _another(value: str) -> str:
    """The value with the last digit of its first number changed: still a value of its kind, and another one."""
    first = next((place for place, sign in enumerate(value) if sign.isdecimal()), None)
    if first is None:
        return value
    last = first
    while last + 1 < len(value) and value[last + 1].isdecimal():
        last += 1
    return f"{value[:last]}{int(value[last]) % 9 + 1}{value[last + 1 :]}"
