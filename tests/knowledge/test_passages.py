"""passages_of cuts a document into spans that can be cited."""

from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.knowledge import passages_of
from copilot.knowledge.passages import MAX_TOKENS
from copilot.knowledge.wordpiece import tokenizer
from copilot.models import Document, Passage


def cut(text: str) -> tuple[Passage, ...]:
    return passages_of(Document(id="d.md", title="D", text=text))


def test_sections_become_passages_with_their_heading_path() -> None:
    """A passage is cut at each heading and knows the headings above it."""
    text = "Intro.\n\n# A\n\nOne.\n\n## B\n\nTwo.\n\n# C\n\nThree.\n"
    assert [(p.id, p.headings, p.text) for p in cut(text)] == [
        ("d.md#1", (), "Intro."),
        ("d.md#2", ("A",), "# A\n\nOne."),
        ("d.md#3", ("A", "B"), "## B\n\nTwo."),
        ("d.md#4", ("C",), "# C\n\nThree."),
    ]


def test_a_heading_without_text_goes_with_what_follows() -> None:
    """No passage is only a heading, unless there is nothing else."""
    assert [(p.headings, p.text) for p in cut("# A\n## B\n\nTwo.\n\n# End\n")] == [
        (("A", "B"), "# A\n## B\n\nTwo."),
        (("End",), "# End"),
    ]


def test_tables_and_lists_that_fit_stay_whole() -> None:
    """A paragraph that fills a passage pushes the table into the next one, in one piece."""
    filler = "word " * (MAX_TOKENS - 10)
    table = "| days | fee |\n|---|---|\n| 30 | 5 |\n| 60 | 9 |"
    assert [p.text for p in cut(f"{filler}\n\n{table}\n")] == [filler.strip(), table]


def test_a_list_that_does_not_fit_is_cut_between_items() -> None:
    """Items stay whole; sub-items stay with their item."""
    item = "- " + "word " * 50 + "\n  - sub\n"
    passages = cut(item * 5)
    assert [p.text.count("- sub") for p in passages] == [2, 2, 1]
    assert all(p.text.startswith("- word") for p in passages)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "# H",
                "text here.",
                "- a\n- b",
                "| a | b |\n|---|---|\n| 1 | 2 |",
                "\r\n",
                "```\n# x",
                "é𝒳" * 9,
                "w " * 150,
            ]
        )
        | st.text(max_size=40),
        max_size=12,
    ).map("\n\n".join)
)
def test_passages_are_spans_that_cover_the_text(text: str) -> None:
    """Each passage is its span, none overlaps, only blank space is left out, and none is too long."""
    covered = 0
    for passage in cut(text):
        assert passage.text == text[passage.start : passage.end]
        assert not text[covered : passage.start].strip()
        assert len(tokenizer().encode(passage.text, add_special_tokens=False)) <= MAX_TOKENS + 2
        covered = passage.end
    assert not text[covered:].strip()


def test_a_word_without_end_is_cut() -> None:
    """A blob without spaces is still cut to size."""
    assert {p.text for p in cut("中" * 500)} == {"中" * MAX_TOKENS, "中" * (500 - 2 * MAX_TOKENS)}
