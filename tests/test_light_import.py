"""`import copilot` costs a helpdesk nothing: none of the heavy packages comes along."""

import json
import subprocess
import sys

HEAVY = (
    "chromadb",
    "onnx",
    "onnxruntime",
    "numpy",
    "sqlalchemy",
    "openai",
    "langchain",
    "langchain_core",
    "tiktoken",
    "tokenizers",
    "babel",
    "pydantic",
    "rich",
    "typer",
)


def loaded_by(code: str) -> set[str]:
    run = [sys.executable, "-c", f"{code}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"]
    return set(json.loads(subprocess.run(run, capture_output=True, check=True, text=True).stdout))


def test_import_loads_only_the_package_itself() -> None:
    loaded = loaded_by("import copilot")
    assert [name for name in HEAVY if name in loaded] == []
    assert {name for name in loaded if name.split(".")[0] == "copilot"} == {"copilot"}


def test_records_and_settings_load_no_vendor() -> None:
    loaded = loaded_by("from copilot import Decision, Settings, Ticket")
    assert (
        loaded & {"chromadb", "onnxruntime", "numpy", "sqlalchemy", "openai", "langchain", "tiktoken", "tokenizers"}
        == set()
    )


def test_everything_that_is_promised_is_there() -> None:
    import copilot

    assert {name for name in copilot.__all__ if getattr(copilot, name) is None} == set()
