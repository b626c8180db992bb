"""Suites: past tickets replayed through the flow, measured, and compared with how it was before."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .comparing import Comparison, compare
    from .importing import import_tickets
    from .report import Report, read_report, write_baseline
    from .running import run_suite
    from .suite import Suite, open_suite

__all__ = [
    "Comparison", "Report", "Suite", "compare", "import_tickets", "open_suite", "read_report", "run_suite",
    "write_baseline",
]  # fmt: skip

_HOMES = {
    "Comparison": "comparing",
    "Report": "report",
    "Suite": "suite",
    "compare": "comparing",
    "import_tickets": "importing",
    "open_suite": "suite",
    "read_report": "report",
    "run_suite": "running",
    "write_baseline": "report",
}


def __getattr__(name: str) -> Any:
    # pytest imports this package with its plugin at every start, so it must cost nothing until a suite is run.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
