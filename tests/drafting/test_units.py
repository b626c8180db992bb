"""How a message is cut, and what each sentence of it wants by its words and its meaning."""

import pytest

from copilot.drafting.meaning import meant, readable
from copilot.drafting.units import units_of
from copilot.models import Intent, Statement


@pytest.mark.parametrize(
    ("message", "cut"),
    [
        (
            "It left on 1. Dezember I think. Regards, T. Krämer",
            ["It left on 1. Dezember I think.", "Regards, T. Krämer"],
        ),
        ("Everything incl. the mugs is there. Thanks", ["Everything incl. the mugs is there.", "Thanks"]),
        ("I ordered 2. Only one came.", ["I ordered 2.", "Only one came."]),
    ],
)
def test_no_sentence_ends_behind_an_initial_an_abbreviation_or_a_day(message: str, cut: list[str]) -> None:
    assert [unit.words for unit in units_of(message)] == cut


@pytest.mark.parametrize(
    ("message", "wants"),
    [
        ("Can I return it, since I had used a promo code?", [("return",)]),
        ("Since we want to cancel the order, what happens next?", [("cancel",), ()]),
        ("Da ich die Bestellung stornieren möchte, bitte ich um Bestätigung.", [("cancel",)]),
    ],
)
def test_a_reason_is_no_request_unless_it_holds_the_wish(message: str, wants: list[tuple[str, ...]]) -> None:
    assert [unit.wants for unit in units_of(message)] == wants


def read(**shares: dict[str, float]) -> list[Statement]:
    """Statements by their words, where a blank is written as an underscore."""
    return [
        Statement(
            words=words.replace("_", " "), intents=[Intent(label=label, confidence=c) for label, c in own.items()]
        )
        for words, own in shares.items()
    ]


def test_a_question_is_read_with_what_is_told_before_it() -> None:
    units = units_of("The spring snapped last week. Is that something you mend?")
    assert readable(units) == (
        "The spring snapped last week.",
        "Is that something you mend?",
        "The spring snapped last week. Is that something you mend?",
    )
    statements = [
        *read(**{"Is that something you mend?": {"other": 0.4}}),
        *read(**{"The spring snapped last week. Is that something you mend?": {"warranty": 0.9}}),
    ]
    assert [unit.wants for unit in meant(units, statements, [])] == [(), ("warranty",)]


def test_what_words_name_falls_where_something_else_is_surely_meant() -> None:
    words = "Please take me off your mailing list."
    units = units_of(words)
    assert [unit.wants for unit in units] == [("cancel",)]
    statements = read(**{words: {"privacy": 0.99, "cancel": 0.1}})
    assert [unit.wants for unit in meant(units, statements, [])] == [("privacy",)]
