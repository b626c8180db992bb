"""Where the data that comes with the package stands: in a checkout, an editable install, or a wheel."""

from pathlib import Path


def shipped(name: str) -> Path:
    """The shipped folder of this name: "prompts", "knowledge_base" or "evals/sample_shop/shop"."""
    package = Path(__file__).parent
    for root in (package / "shipped_data", package.parent):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"{name!r} was not shipped with {str(package)!r}; reinstall support-copilot")
