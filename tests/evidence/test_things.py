"""What customers call things in their own language."""

import pytest

from copilot.evidence.things import called_otherwise, plain


@pytest.mark.parametrize(
    ("name", "said", "language", "expected"),
    [
        ("Alba Table Lamp", "die Messinglampe geht nicht mehr an", "de", True),
        ("Alba Table Lamp", "meine Tischlampe flackert", "de", True),
        ("Alba Table Lamp", "die Stehlampe ist zu hoch", "de", False),
        ("Alba Floor Lamp", "die Stehlampe ist zu hoch", "de", True),
        ("Alba Table Lamp", "o candeeiro preto não combina com a sala", "pt", True),
        ("Lumo Kettle", "die Lampe geht nicht mehr an", "de", False),
    ],
)
def test_a_word_for_a_wider_thing_names_it_and_one_for_a_narrower_thing_only_that(
    name: str, said: str, language: str, expected: bool
) -> None:
    assert called_otherwise(name, plain(said), language) is expected
