"""load_documents reads a knowledge base, or says everything that is wrong with it."""

from datetime import date
from pathlib import Path

import pytest

from copilot.errors import Fault, KnowledgeError
from copilot.knowledge import load_documents, passed_over
from copilot.models import Document


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def faults(*paths: Path) -> list[Fault]:
    with pytest.raises(KnowledgeError) as raised:
        load_documents(paths)
    return list(raised.value.faults)


def test_front_matter_becomes_keys_and_stays_out_of_the_text(tmp_path: Path) -> None:
    """Known keys are the document's own, unknown ones metadata, and the text is the prose alone."""
    text = "---\ntitle: Returns\nkind: policy\neffective_from: 2026-01-01\nregions: [EU]\n"
    text += "owner: ana\n---\n\n# R\n\n30 days.\n"
    write(tmp_path, {"policies/returns.md": text})
    assert load_documents([tmp_path]) == (
        Document(
            id="policies/returns.md",
            title="Returns",
            text="# R\n\n30 days.\n",
            kind="policy",
            effective_from=date(2026, 1, 1),
            regions=["EU"],
            metadata={"owner": "ana"},
        ),
    )


def test_title_is_the_first_heading_or_the_file_name(tmp_path: Path) -> None:
    """Without a title key the first heading's words serve, without their marks; else the name of the file."""
    write(
        tmp_path,
        {"a.md": "intro\n\n## The *fair* [policy](x.md)\n", "b.txt": "no heading here", "c.md": "```\n# no\n```"},
    )
    assert [(d.id, d.title) for d in load_documents([tmp_path])] == [
        ("a.md", "The fair policy"),
        ("b.txt", "b"),
        ("c.md", "c"),
    ]


def test_files_are_read_in_order_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    """Folders are walked in order of their names; what starts with a dot, and other kinds of file, are not read."""
    names = ["b/z.md", "b/a.md", "a.md", ".git/x.md", "c.png", ".hidden.md"]
    write(tmp_path, dict.fromkeys(names, "text"))
    assert [document.id for document in load_documents([tmp_path])] == ["a.md", "b/a.md", "b/z.md"]


def test_beir_lines_load(tmp_path: Path) -> None:
    """JSON Lines take `_id`, and keep what they do not know."""
    write(
        tmp_path,
        {"corpus.jsonl": '{"_id": "d1", "title": "T", "text": "x", "source": "web"}\n\n{"_id": "d2", "text": "y"}\n'},
    )
    assert load_documents([tmp_path / "corpus.jsonl"]) == (
        Document(id="d1", title="T", text="x", metadata={"source": "web"}),
        Document(id="d2", text="y"),
    )


def test_a_later_folder_may_hold_only_sidecars(tmp_path: Path) -> None:
    """Sidecars beside the file and in a later folder add up: values replace, clauses and metadata are joined."""
    clause = "- {{id: {0}, about: return, effect: grant, quote: thirty days}}"
    write(
        tmp_path,
        {
            "prose/p/returns.md": "Return within thirty days.",
            "prose/p/returns.md.yaml": f"kind: policy\na: 1\nclauses:\n  {clause.format('r1')}\n",
            "rules/p/returns.md.yaml": f"kind: rule\nb: 2\nclauses:\n  {clause.format('r2')}\n",
        },
    )
    (document,) = load_documents([tmp_path / "prose", tmp_path / "rules"])
    assert (document.id, document.kind, [c.id for c in document.clauses], document.metadata) == (
        "p/returns.md",
        "rule",
        ["r1", "r2"],
        {"a": 1, "b": 2},
    )


def test_all_faults_are_listed_with_file_line_and_key(tmp_path: Path) -> None:
    """Nothing is loaded when anything is wrong, and everything that is wrong is said at once."""
    clauses = "clauses:\n  - id: a\n    about: retrun\n    effect: grant\n    quote: x\n    wnidow: 3\n"
    write(
        tmp_path,
        {
            "a.md": f"---\ntitle: A\neffective_from: soon\n{clauses}---\ntext",
            "b.md": "---\ntitle: [1\n---\ntext",
            "c.md": b"caf\xe9",
            "d.md.yaml": "kind: policy",
            "e.md": "---\nkind: a\nkind: b\n---\n",
            "f.md": "---\na: &x 1\nb: *x\n---\n",
            "g.md": "---\n- a\n---\n",
            "h.jsonl": '{"id": "h1", "text": "x"}\n{"id": "h1", "text": "y"}\n{"id": "h3"}\nnonsense\n',
            "i.md": "---\ntext: mine\neffective_to: 20260101\n---\n",
        },
    )
    abouts = "'return', 'exchange', 'cancel', 'modify', 'refund', 'replacement', 'credit', 'goodwill', 'warranty', "
    found = [(Path(f.file).name, f.line, f.key, f.expected) for f in faults(tmp_path, tmp_path / "nowhere")]
    assert found == [
        ("a.md", 3, "effective_from", "a valid datetime or date, input is too short, not 'soon'"),
        ("a.md", 6, "clauses.0.about", f"{abouts}'shipping', 'disclosure', 'forbidden' or 'target', not 'retrun'"),
        ("a.md", 9, "clauses.0.wnidow", "no such key"),
        ("b.md", 2, None, "YAML (expected ',' or ']', but got '<stream end>')"),
        ("c.md", None, None, "UTF-8 text (unexpected end of data at byte 3)"),
        ("e.md", 3, None, "YAML (the key 'kind' once)"),
        ("f.md", 3, None, "YAML (no aliases; write the value out)"),
        ("g.md", 2, None, "keys and values, not list"),
        ("h.jsonl", 3, "text", "a value; the key is missing"),
        ("h.jsonl", 4, None, "one JSON object a line (Expecting value: line 1 column 1 (char 0))"),
        ("i.md", 2, "text", "no such key; the prose of the file is the text"),
        ("i.md", 3, "effective_to", "a date such as 2026-11-22, or a time with an offset, not 20260101"),
        ("d.md.yaml", None, None, "a file 'd.md' beside it or in an earlier folder"),
        ("nowhere", None, None, "a folder, or a .md, .txt or .jsonl file; there is none"),
        ("h.jsonl", 2, "id", f"an id of its own; 'h1' stands in {tmp_path / 'h.jsonl'}:1 too"),
    ]


def test_the_same_path_in_two_folders_is_refused(tmp_path: Path) -> None:
    """Two files may not share a name, since the name is the document's id."""
    write(tmp_path, {"one/a.md": "x", "two/a.md": "y"})
    (fault,) = faults(tmp_path / "one", tmp_path / "two")
    assert fault.expected == f"one file of this name; {str(tmp_path / 'one/a.md')!r} is another"


def test_keys_that_never_end_are_a_fault_and_a_rule_across_the_page_is_not(tmp_path: Path) -> None:
    """Read as prose, the clauses of a half-written policy would be lost without a word."""
    half = tmp_path / "half.md"
    half.write_text("---\nid: a\nclauses: []\n\nYou can return it.\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load_documents([tmp_path])
    assert [(f.file, f.line, f.expected) for f in refused.value.faults] == [
        (str(half), 1, "a second line '---' that ends the keys which begin here")
    ]
    half.write_text("---\n\nYou can return it.\n", encoding="utf-8")
    assert [document.text for document in load_documents([tmp_path])] == ["---\n\nYou can return it.\n"]


def test_a_folder_without_documents_is_refused_and_other_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "policy.pdf").write_bytes(b"%PDF")
    with pytest.raises(KnowledgeError, match=r"at least one \.md, \.txt or \.jsonl file below it"):
        load_documents([tmp_path])
    (tmp_path / "policy.md").write_text("You can return it.", encoding="utf-8")
    assert passed_over([tmp_path]) == (tmp_path / "policy.pdf",)
    assert len(load_documents([tmp_path])) == 1
    assert load_documents([]) == ()


def test_a_file_in_utf_16_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "x"}\n' * 3, encoding="utf-16")
    with pytest.raises(KnowledgeError) as refused:
        load_documents([tmp_path])
    (fault,) = refused.value.faults
    assert "is written in UTF-16; expected UTF-8, so save it anew in that" in fault.expected
