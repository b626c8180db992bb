"""Sources: are they there, do they hold what the sentence says, and did the search find the right documents?"""

from collections.abc import Iterator

from copilot.checks.sentences import sentences
from copilot.checks.vocabulary import vocabulary
from copilot.evaluation.trial import Score, Trial
from copilot.models import Citation, Fact
from copilot.prompts import has_copy, load_copy
from copilot.values import read_money


def cited(trial: Trial) -> Score | None:
    """The share of stated values that stand in a sentence with sources."""
    values = trial.values
    bare = [value for value in values if not any(c.start <= value.start < c.end for c in trial.review.draft.citations)]
    return Score(1 - len(bare) / len(values), ", ".join(repr(value.text) for value in bare)) if values else None


def citation_precision(trial: Trial) -> Score | None:
    """The share of cited sources that the sentence states, or that the case's own offers and pages rest on."""
    judged = [(source, good) for citation in trial.review.draft.citations for source, good in _sources(trial, citation)]
    stray = [source for source, good in judged if not good]
    return Score(1 - len(stray) / len(judged), ", ".join(stray)) if judged else None


def retrieval_recall(trial: Trial) -> Score | None:
    """The share of the documents needed that are among those found."""
    wanted = _documents(trial)
    if not wanted:
        return None
    missing = sorted(wanted - set(trial.outcome.documents))
    return Score(1 - len(missing) / len(wanted), f"missing {', '.join(missing)}" if missing else "")


def retrieval_rank(trial: Trial) -> Score | None:
    """One over the place of the first document needed among those found; 0 when none is."""
    wanted = _documents(trial)
    if not wanted:
        return None
    found = trial.outcome.documents
    place = next((number for number, document in enumerate(found, 1) if document in wanted), None)
    return Score(1 / place if place else 0.0, f"found {', '.join(found)}")


def _documents(trial: Trial) -> set[str]:
    """The documents that gold names, else those that hold the clauses of its entitlements."""
    if trial.gold.documents is not None:
        return set(trial.gold.documents)
    clauses = {clause for entitlement in trial.gold.entitlements or () for clause in entitlement.clauses}
    homes = trial.bench.clause_documents() if clauses else {}
    return {homes[clause] for clause in clauses if clause in homes}


def _sources(trial: Trial, citation: Citation) -> Iterator[tuple[str, bool]]:
    facts = {fact.id: fact for fact in trial.review.facts}
    known = {clause for entitlement in trial.review.entitlements for clause in entitlement.clauses}
    known |= {entitlement.id for entitlement in trial.review.entitlements}
    known |= {*trial.outcome.passages, *trial.outcome.documents}  # what a whole page says is cited by the page
    known |= _quoted(trial, citation)
    for source in citation.sources:
        yield source, _stated(trial, facts[source], citation) if source in facts else source in known


def _quoted(trial: Trial, citation: Citation) -> set[str]:
    """The clauses whose words stand in the cited span."""
    span = " ".join(trial.draft[citation.start : citation.end].split()).casefold()
    quotes = ((scoped.clause.id, " ".join(scoped.clause.quote.split())) for scoped in trial.evidence.policy)
    return {id for id, quote in quotes if quote.rstrip(".").casefold() in span}


def _stated(trial: Trial, fact: Fact, citation: Citation) -> bool:
    """Whether the cited span states the fact, in its canonical form, its own words, or the words of the copy."""
    draft = trial.review.draft
    span = draft.text[citation.start : citation.end].casefold()
    inside = [value for value in trial.values if citation.start <= value.start < citation.end]
    if any(fact.value in value.values for value in inside):
        return True
    copy = load_copy(draft.language if has_copy(draft.language) else "en")
    told = [fact.value, copy.word("statuses", fact.value), copy.word("methods", fact.value)]
    told += fact.value.split()[:1] if fact.type == "name" else []
    spaced = " ".join(span.split())
    if any(words.casefold() in spaced for words in told if words):
        return True
    know = vocabulary(draft.language)
    words = [word for sentence in sentences(span) for word in sentence.words]
    if know is None:
        return False
    if fact.type == "money" and not read_money(fact.value)[0]:
        return know.says("free", words)
    # "is on its way" states "shipped" in words of its own
    return fact.type == "status" and know.events.within(words)
