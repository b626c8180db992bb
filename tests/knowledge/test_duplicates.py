"""Documents that say the same, or nearly, are named."""

from datetime import date

from copilot.knowledge.duplicates import duplicates
from knowledge.words import doc

RETURNS = (
    "You may send most things back within 30 days of delivery. Write to us first and we send you a label. "
    "The refund goes to the card that you paid with, and it takes five to seven business days. Bulky goods are "
    "collected at your door for a fee. Made to order items, gift cards and opened hygiene items stay with you."
)
ADVICE = "; keep one, or give them different scopes"


def test_copies_are_named() -> None:
    """Case and spacing make no difference."""
    copy = doc("b", RETURNS.upper().replace(" ", "  "))
    assert duplicates([doc("a", RETURNS), doc("c", "Something else."), copy]) == (f"'b' says the same as 'a'{ADVICE}",)


def test_near_copies_are_named_with_their_share() -> None:
    """A page that was copied and edited in one place is the one that goes stale."""
    edited = doc("b", RETURNS.replace("30 days", "45 days"))
    assert duplicates([doc("a", RETURNS), edited]) == (
        f"'b' says nearly the same as 'a' (87% of their wording){ADVICE}",
    )


def test_the_same_topic_in_other_words_is_no_copy() -> None:
    """Two policies of one shop have much in common and are not the same."""
    other = (
        "Most things can go back to us for 30 days. We mail a label once you have written. Money returns to your card."
    )
    assert duplicates([doc("a", RETURNS), doc("b", other), doc("c", ""), doc("d", "Hello.")]) == ()


def test_what_no_search_sees_together_is_no_copy() -> None:
    """Last year's page and this year's, or one for each country, never meet."""
    old = doc("old", RETURNS, effective_to=date(2026, 8, 31))
    new = doc("new", RETURNS, effective_from=date(2026, 9, 1))
    german, american = doc("de", "G " + RETURNS, regions=["DE"]), doc("us", "G " + RETURNS, regions=["US"])
    assert duplicates([old, new]) == ()
    assert duplicates([german, american]) == ()
    assert duplicates([old, doc("always", RETURNS)]) == (f"'always' says the same as 'old'{ADVICE}",)
