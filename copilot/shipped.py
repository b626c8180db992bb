"""Where the data that comes with the package stands, in a checkout, an editable install, or a wheel; and its words."""

from pathlib import Path
from typing import Any

import yaml


def shipped(name: str) -> Path:
    """The shipped folder of this name: "prompts", "knowledge_base" or "evals/sample_shop/shop"."""
    package = Path(__file__).parent
    for root in (package / "shipped_data", package.parent):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"{name!r} was not shipped with {str(package)!r}; reinstall support-copilot")


def read_words(text: str) -> Any:
    """What YAML of ours says, all of it as text: "no" is a word here, not false."""
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  makes nothing but texts
