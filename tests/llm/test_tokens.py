"""Tokens are counted without a network."""

from copilot.llm.prices import price
from copilot.llm.tokens import count_tokens


def test_tokens_of_plain_and_hostile_texts() -> None:
    """Special tokens are plain text, and a run without spaces takes no longer than others."""
    assert count_tokens("Where is my order?") == 5
    assert count_tokens("<|endoftext|>") == 7
    assert count_tokens("a" * 200_000) == 25_000


def test_prices_come_from_the_shipped_list() -> None:
    """A known model has a price, any other has none."""
    assert price("openai", "gpt-4o-mini", 1_000_000, 0) == 0.15
    assert price("openai", "of-my-own", 1_000_000, 0) is None
