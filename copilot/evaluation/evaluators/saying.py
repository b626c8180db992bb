"""What a reply must say, must not say, and how near it comes to the gold reply."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from copilot.checks.reading import Reading
from copilot.checks.vocabulary import vocabulary
from copilot.errors import MissingExtra
from copilot.evaluation.trial import Score, Trial
from copilot.language import detect
from copilot.prompts import has_copy, load_copy
from copilot.values import same_id

if TYPE_CHECKING:
    from copilot.knowledge.multilingual import Multilingual

VALUES = ("money", "date", "duration", "percent", "count")
IDS = ("id", "tracking")
WORDS = ("text", "option", "product", "name", "address", "method")


def must_say(trial: Trial) -> Score | None:
    """The share of what has to be said that the draft says."""
    wanted = trial.gold.must_say
    missing = [item for item in wanted if not says(trial, item)]
    return Score(1 - len(missing) / len(wanted), f"missing {', '.join(missing)}" if missing else "") if wanted else None


def must_not_say(trial: Trial) -> Score | None:
    """The share of what must not be said that the draft leaves unsaid."""
    unwanted = trial.gold.must_not_say
    said = [item for item in unwanted if says(trial, item)]
    return Score(1 - len(said) / len(unwanted), f"says {', '.join(said)}" if said else "") if unwanted else None


def says(trial: Trial, item: str) -> bool:
    """Whether the draft says `type:value`, or this bare text."""
    kind, colon, value = item.partition(":")
    if kind in VALUES and colon:
        canonical = " ".join(value.split()[:2]) if kind == "money" else value
        qualified = value.removeprefix(canonical).split() if kind == "money" else []
        return _states(trial, kind, canonical) and all(_holds(trial.draft, word) for word in qualified)
    if kind in IDS and colon:
        return _holds(trial.draft, value) or any(
            same_id(candidate, value) for found in trial.values if found.type in IDS for candidate in found.values
        )
    if kind == "status" and colon:
        return any(_holds(trial.draft, word) for word in _status_words(trial, value))
    if kind == "action" and colon:
        return _says_done(trial, value)
    if kind in WORDS and colon:
        return _holds(trial.draft, value)
    return _holds(trial.draft.replace(",", ""), item.replace(",", ""))


def chrf(trial: Trial) -> Score | None:
    """chrF of the draft against the gold reply, 0 to 1."""
    if not trial.gold.reply:
        return None
    try:
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise MissingExtra("sacrebleu", 'pip install "support-copilot[evals]"') from error
    return Score(round(CHRF().sentence_score(trial.draft, [trial.gold.reply]).score / 100, 6))


def similarity(trial: Trial) -> Score | None:
    """Cosine similarity of the draft and the gold reply, in whatever languages they are."""
    if not trial.gold.reply:
        return None
    one, other = _embedder().embed([trial.draft, trial.gold.reply])
    return Score(round(float(one @ other), 4))


def language(trial: Trial) -> Score | None:
    """Whether the draft is in the customer's language."""
    wanted = trial.gold.language
    if wanted is None:
        return None
    guess = detect(trial.draft)
    written = trial.review.draft.language if guess.unsure else guess.code
    return Score(float(written == wanted), "" if written == wanted else f"{written}, not {wanted}", written)


def words(trial: Trial) -> Score:
    """The length of the draft in words."""
    return Score(float(len(trial.draft.split())))


def disclosure(trial: Trial) -> Score | None:
    """Whether the draft carries the shop's notice about automation, where the shop has one."""
    notice = trial.shop.automation_disclosure
    return Score(float(_holds(trial.draft, notice))) if notice else None


def _states(trial: Trial, kind: str, value: str) -> bool:
    same = ("percent", "count", "number") if kind in ("percent", "count") else (kind,)
    return any(found.type in same and value in (*found.values, found.resolved) for found in trial.values)


def _holds(text: str, words: str) -> bool:
    """Whether these words stand in the text as whole words, whatever their case and the blanks between."""
    needle, hay = _plain(words), f" {_plain(text)} "
    return bool(needle) and f" {needle} " in hay


def _plain(text: str) -> str:
    """The words in small letters, one blank between them; a point stays where it stands within a number."""
    signs = "".join(sign if sign.isalnum() or sign == "." else " " for sign in text.casefold())
    return " ".join(word.strip(".") for word in signs.split())


def _status_words(trial: Trial, status: str) -> Sequence[str]:
    copy = trial.review.draft.language if has_copy(trial.review.draft.language) else "en"
    return (load_copy(copy).word("statuses", status), status.replace("_", " "))


def _says_done(trial: Trial, action: str) -> bool:
    """Whether the draft says that this was done, or will be."""
    know = vocabulary(trial.review.draft.language)
    if know is None:
        return False
    reading = Reading(trial.draft, trial.review.draft.language, trial.evidence)
    kinds = {form.kind for words in Reading(action, know.language, trial.evidence).sentences
             for _, _, form in know.events.find(words.sentence.words)}  # fmt: skip
    return any(
        event.kind in kinds and event.mode in ("done", "happened", "promised") and not event.negated
        for sentence in reading.sentences
        for statement in sentence.statements
        if statement.mood == "asserted"
        for event in statement.events
    )


@cache
def _embedder() -> "Multilingual":
    from copilot.knowledge.multilingual import Multilingual

    return Multilingual()
