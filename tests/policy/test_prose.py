"""What prose without clauses says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.models import Fact, Passage, Shop
from copilot.policy import policy_facts


def passage(text: str, start: int = 0) -> Passage:
    return Passage("returns.md#1", "returns.md", "Returns", (), text, start, start + len(text))


def values(text: str) -> list[tuple[str, str]]:
    return [(fact.type, fact.value) for fact in policy_facts([passage(text)], Shop()) if fact.type != "text"]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(fact.role, fact.value) for fact in policy_facts([passage(text)], Shop()) if fact.type == "text"]


def test_a_number_is_a_fact_with_its_span_in_the_document_and_its_sentence() -> None:
    text = "Refunds take 5 to 7 business days."
    assert policy_facts([passage(text, start=100)], Shop()) == (
        Fact(
            id="returns.md#1:13-33:policy",
            type="duration",
            role="policy",
            subject="passage:returns.md#1",
            value="5-7 business days",
            source="returns.md:113-133",
            steps=(text,),
        ),
    )


def test_a_number_outside_of_a_frame_promises_nothing() -> None:
    assert values("All times in the database are EST and 24 hour based.") == []
    assert values("We answer within 24 hours.") == [("duration", "24 hours")]
    assert values("There is a 30 day return window.") == [("duration", "30 days")]
    assert values("| Germany | 3 to 5 business days |") == [("duration", "3-5 business days")]
    assert values("Ordered on a business day, it leaves at once.") == []


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("de_DE", "Sie können innerhalb von 30 Tagen zurückgeben.", "30 days"),
        ("fr_FR", "Vous pouvez renvoyer un article sous 30 jours.", "30 days"),
        ("es_ES", "Puede devolver un artículo en 30 días.", "30 days"),
        ("it_IT", "Puoi restituire un articolo entro 30 giorni.", "30 days"),
        ("nl_NL", "U kunt binnen 30 dagen retourneren.", "30 days"),
        ("pt_PT", "Pode devolver um artigo em 30 dias.", "30 days"),
    ],
)
def test_prose_is_read_in_the_language_of_the_shop(locale: str, text: str, value: str) -> None:
    facts = policy_facts([passage(text)], Shop(locale=locale))
    assert [(fact.role, fact.value) for fact in facts] == [("permission", text), ("policy", value)]


def test_sums_and_percentages_are_facts() -> None:
    assert values("A return costs $6.95, overseas we keep 8 percent.") == [("money", "6.95 USD"), ("percent", "8")]


def test_sentences_that_permit_forbid_or_set_a_condition_are_facts() -> None:
    text = "# Returns\n\n- You may return goods if they are unused.\n- Gift cards cannot be returned.\n- It is blue."
    assert kinds(text) == [
        ("permission", "You may return goods if they are unused."),
        ("condition", "You may return goods if they are unused."),
        ("prohibition", "Gift cards cannot be returned."),
    ]


def test_each_fact_of_a_passage_has_an_id_of_its_own() -> None:
    facts = policy_facts([passage("You may return goods within 30 days if you pay $5. You may keep $5.")], Shop())
    assert len({fact.id for fact in facts}) == len(facts)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab .!?*_-#|>\n\u00a0\u202e1270$%€days withinIYou may return", max_size=300))
def test_any_text_can_be_read_and_every_source_is_a_span_of_it(text: str) -> None:
    for fact in policy_facts([passage(text)], Shop()):
        start, end = map(int, fact.source.rpartition(":")[2].split("-"))
        assert 0 <= start < end <= len(text)
