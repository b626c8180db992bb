"""The command line: `copilot index, search, triage, suggest, check, review, release, demo`."""

from .app import main

__all__ = ["main"]
