"""Which option, and whether another version at all, a customer's words name; the same beginnings mean other things, too."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from copilot.evidence import Evidence, compares, lines_spoken_of, names_option, plain
from copilot.evidence.options import says_size
from copilot.models import OrderItem


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("the left-handed ones, please", "left"),
        ("de schaar voor linkshandigen", "left"),
        ("las de zurdos", "left"),
        ("le modèle d'été", "summer"),
        ("der Schlafsack für den Sommer", "summer"),
    ],
)
def test_an_option_is_named_in_words_of_its_own(text: str, option: str) -> None:
    assert names_option(plain(text), option)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Est-ce qu'il a été expédié ?", "summer"),
        ("the links in your mail do not open", "left"),
        ("my estate agent took it in", "summer"),
        ("it has left the warehouse", "left"),
        ("is that right?", "right"),
    ],
)
def test_words_that_only_begin_like_an_option_name_none(text: str, option: str) -> None:
    assert not names_option(plain(text), option)


@pytest.mark.parametrize(
    "text", ["Could I have the larger one?", "Gibt es das in einer anderen Farbe?", "¿la tenéis más grande?"]
)
def test_another_version_is_spoken_of(text: str) -> None:
    assert compares(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ist die Bank auf Lager?",
        "Ich warte schon länger auf die Bank.",
        "Can I pay a lower price?",
        "The larger sum is wrong.",
        "I no longer want it.",
    ],
)
def test_time_stock_and_prices_are_no_comparison_of_things(text: str) -> None:
    assert not compares(text)


def bottle(id: str, size: str) -> OrderItem:
    return OrderItem(id=id, product_id="P1", name="Bottle", options={"size": size}, unit_price=Decimal(20), quantity=1)


def test_the_big_one_of_two_sizes_is_the_larger() -> None:
    small, large = bottle("1", "0.5 l"), bottle("2", "0.75 l")
    for text in ("the big one leaks", "die große tropft", "la grande perde", "de grote lekt"):
        assert [says_size(plain(text), item, (small, large)) for item in (small, large)] == [False, True]
    assert says_size(plain("the smaller bottle leaks"), small, (small, large))
    for text in (
        "A little question: can I send the bottles back?",
        "eine kleine Frage",
        "une petite question",
        "the big day",
    ):
        assert not any(says_size(plain(text), item, (small, large)) for item in (small, large))
    assert not says_size(plain("the big one leaks"), large, (large,))
    assert not says_size(plain("it leaks"), large, (small, large))


def test_a_set_is_named_by_its_number() -> None:
    assert names_option(plain("the plates (set of 8)"), "8")
    assert not names_option(plain("8 of them came"), "8")


def test_who_is_after_a_thing_tells_no_time(evidence_for: Callable[..., Evidence]) -> None:
    """'After the tent' is what is wanted; all of both sizes go back where a little question asks for that."""
    evidence = evidence_for("A little question: can I send the bottles from QM-70842 back?", customer_id="C1031")
    (order,) = evidence.focus.orders
    assert len(lines_spoken_of(evidence.ticket, order)) == 2
    evidence = evidence_for("The stove of QM-70682. I'm after the tent really.", customer_id="C1053")
    (order,) = evidence.focus.orders
    assert len(lines_spoken_of(evidence.ticket, order)) == 2


@pytest.mark.parametrize("option", ["small", "large", "one"])
def test_words_for_larger_and_smaller_are_no_names_of_sizes(option: str) -> None:
    """A shirt's size is named by its own name alone, and not by "a little question" or "the bigger one"."""
    assert not names_option(plain("A little question about the bigger bottles"), option)
    assert names_option(plain(f"The shirt in {option}, please"), option)
