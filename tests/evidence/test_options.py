"""Which option, and whether another version at all, a customer's words name; the same beginnings mean other things, too."""

import pytest

from copilot.evidence import compares, names_option, plain


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
