"""What is searched for when a question leans on the turns before it."""

from copilot.knowledge.conversation import views, word_weights
from copilot.models import Query

HISTORY = [("user", "Can I return shoes?"), ("agent", "Within 30 days."), ("user", "And if worn?"), ("agent", "No.")]


def test_a_bare_question_stands_alone() -> None:
    """Without history there is one view, and every word counts the same."""
    assert views("Where is my parcel?") == ("Where is my parcel?",)
    assert word_weights("Where are the parcels?") == ({"where": 1, "ar": 1, "the": 1, "parcel": 1},)


def test_a_question_is_seen_with_and_without_its_history() -> None:
    """The bare question, after the last turn, after the last three, and after the last exchange."""
    query = Query.model_validate({"id": "q", "text": "And the other one?", "history": HISTORY})
    assert views(query) == (
        "And the other one?",
        "And if worn?\nAnd the other one?",
        "Can I return shoes?\nAnd if worn?\nAnd the other one?",
        "And if worn?\nNo.\nAnd the other one?",
    )


def test_words_fade_with_each_turn_and_the_agent_has_none() -> None:
    """Each turn's words count half of the next one's; what the agent said is not what the customer asks."""
    query = Query.model_validate({"id": "q", "text": "Worn twice?", "history": HISTORY})
    assert word_weights(query) == (
        {"worn": 1, "twice": 1, "and": 0.5, "if": 0.5, "can": 0.25, "i": 0.25, "return": 0.25, "shoe": 0.25},
    )
