"""A helpdesk that uses no model pays for none."""

import subprocess
import sys

HEAVY = {"openai", "langchain", "langchain_core", "langchain_openai", "genai_prices", "tiktoken", "phonenumbers"}


def loaded_by(program: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", f"{program}; import sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(ran.stdout.split())


def test_neither_the_package_nor_its_door_loads_a_client() -> None:
    """LangChain and the provider's package come with the first model that is opened."""
    assert HEAVY & loaded_by("import copilot, copilot.llm, copilot.privacy, copilot.drafting") == set()


def test_a_copilot_without_a_model_loads_no_client() -> None:
    """The flow itself imports none of it."""
    assert (HEAVY - {"tiktoken", "phonenumbers"}) & loaded_by("from copilot import Copilot") == set()
