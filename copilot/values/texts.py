"""Texts to be compared by their words alone."""


def levelled(text: str) -> str:
    """The text in small letters, with single spaces."""
    return " ".join(text.casefold().split())
