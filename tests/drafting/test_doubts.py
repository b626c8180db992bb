"""What a reply without a model says of itself: a request read unsurely, a question left open."""

from collections.abc import Callable

from copilot.evidence import Evidence
from copilot.models import Intent, Sentiment, Statement, verdict

from .examples import doubts_about, triage

MESSAGE = "Well, about QM-72082, you know how it goes."


def read_as(label: str, confidence: float) -> list[Intent]:
    return [Intent(label=label, confidence=confidence)]


def test_a_request_that_is_surely_meant_raises_no_doubt(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Can I still send back the bread bin from QM-72082?", customer_id="C1040")
    assert doubts_about(evidence, triage("return")) == ()


def test_a_request_read_unsurely_leaves_the_draft_unsure(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for(MESSAGE, customer_id="C1005")
    read = triage("order_status").model_copy(update={"intents": read_as("order_status", 0.4)})
    found = doubts_about(evidence, read)
    assert [(one.rule, one.severity, one.status, one.says) for one in found] == [
        ("D001", "block", "unchecked", MESSAGE)
    ]
    assert verdict(list(found)) == (False, False)


def test_a_danger_that_only_one_sentence_shows_is_doubted(evidence_for: Callable[..., Evidence]) -> None:
    message = "The handle of my kettle is loose."
    evidence = evidence_for(message, customer_id="C1005")
    single = [Statement(words=message, intents=read_as("safety", 0.95))]
    read = triage("safety", risks=("safety",)).model_copy(
        update={"intents": read_as("safety", 0.7), "statements": single}
    )
    assert [one.rule for one in doubts_about(evidence, read)] == ["D001"]


def test_a_question_without_an_answer_is_named_to_the_agent(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Can you whistle the tune of your advertisement?", customer_id="C1005")
    found = doubts_about(evidence, triage("other"))
    assert [(one.rule, one.severity) for one in found] == [("D002", "warn")]
    assert verdict(list(found)) == (False, True)


def test_what_one_sentence_alone_shows_is_doubted(evidence_for: Callable[..., Evidence]) -> None:
    """Neither do words name it, nor does the message as a whole show it."""
    message = "Could you perhaps do something about QM-72082 for me?"
    evidence = evidence_for(message, customer_id="C1040")
    single = [Statement(words=message, intents=read_as("return", 0.8))]
    read = triage("return").model_copy(update={"intents": read_as("return", 0.3), "statements": single})
    assert [one.rule for one in doubts_about(evidence, read)] == ["D001"]
    assert doubts_about(evidence, read, {"D001": "off"}) == ()
    assert [one.severity for one in doubts_about(evidence, read, {"D001": "warn"})] == ["warn"]
    borne = read.model_copy(update={"intents": read_as("return", 0.5)})
    assert doubts_about(evidence, borne) == ()


def test_items_that_are_told_apart_are_doubted(evidence_for: Callable[..., Evidence]) -> None:
    """What is wrong with one thing is not answered for another that is named beside it, unless somebody looks."""
    apart = "Opened my box last night. The candle lay beside. The mugs though, you sent rust. How do we swap this?"
    evidence = evidence_for(apart, customer_id="C1062")
    assert [one.rule for one in doubts_about(evidence, triage("exchange"))] == ["D003"]
    together = evidence_for("How do we swap the mugs and the candle?", customer_id="C1062")
    assert doubts_about(together, triage("exchange")) == ()


def test_only_of_a_number_that_is_not_made_out_is_doubted(evidence_for: Callable[..., Evidence]) -> None:
    """Two sizes of one bottle were bought; which of them "only that one" is, nobody can be sure of."""
    several = "I bought two bottles. I use the one every day. I'd like to return only that one."
    evidence = evidence_for(several, customer_id="C1031")
    assert [one.rule for one in doubts_about(evidence, triage("return"))] == ["D003"]
    for message in ("I'd like to return both bottles.", "I'd like to return both bottles. I only got them yesterday."):
        assert doubts_about(evidence_for(message, customer_id="C1031"), triage("return")) == ()


def test_a_question_that_surely_asks_something_else_is_not_passed_over(evidence_for: Callable[..., Evidence]) -> None:
    question = "And so what can you tell me about that one, then?"
    evidence = evidence_for(f"Can I still send back the bread bin from QM-72082? {question}", customer_id="C1040")
    single = [Statement(words=question, intents=read_as("loyalty", 0.95))]
    found = doubts_about(evidence, triage("return").model_copy(update={"statements": single}))
    assert [(one.rule, one.severity, one.says) for one in found if one.severity == "block"] == [
        ("D002", "block", question)
    ]


def test_a_complaint_that_may_be_praise_is_doubted(evidence_for: Callable[..., Evidence]) -> None:
    evidence = evidence_for("Well, what can I say about your packing.", customer_id="C1040")
    read = triage("complaint").model_copy(update={"intents": [*read_as("complaint", 0.5), *read_as("praise", 0.4)]})
    negative = read.model_copy(update={"sentiment": Sentiment(label="negative", score=-0.5, confidence=1)})
    assert [one.rule for one in doubts_about(evidence, negative)] == ["D001"]
