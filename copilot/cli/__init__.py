"""The command line: `copilot index, search, triage, suggest, check, review, release, replay, audit, stats, eval`."""

from .app import main

__all__ = ["main"]
