"""`pytest --copilot-suite DIR`: a suite as tests."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from copilot.evaluation import Suite

from .conftest import ROOT

pytest_plugins = ("pytester",)

EXTRA = "evaluators = ['clean', 'must_say']\n[thresholds]\nclean = {min = 0.9}\nmust_say = {min = 0.9}\n"


def test_cases_and_thresholds_are_tests(
    pytester: pytest.Pytester, make_suite: Callable[..., Suite], cache: Path
) -> None:
    """A test for each case and threshold; what misses is told with the metric's interval and the cases."""
    suite = make_suite(extra=EXTRA)
    result = run(pytester, "--copilot-suite", str(suite.folder), "--copilot-cache", str(cache), "-v")
    result.assert_outcomes(passed=4, failed=1)
    result.stdout.fnmatch_lines(["*must_say is 0.500*cases: cancel*"])


def test_a_folder_without_a_suite(pytester: pytest.Pytester) -> None:
    result = run(pytester, "--copilot-suite", ".")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*'.' holds no suite.toml*"])


def test_without_the_option_nothing_changes(pytester: pytest.Pytester) -> None:
    """No suite is run, and nothing of the copilot but the plugin is loaded."""
    pytester.makepyfile("""
        import sys
        def test_loaded():
            ours = sorted(name for name in sys.modules if name.startswith("copilot"))
            assert ours == ["copilot", "copilot.evaluation", "copilot.evaluation.plugin"]
    """)
    run(pytester).assert_outcomes(passed=1)


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    pytester.makepyprojecttoml("[tool.pytest.ini_options]")
    pytester._monkeypatch.setenv("PYTHONPATH", str(ROOT))
    # The plugin is named below; where the package is installed, its entry point would name it a second time.
    pytester._monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return pytester.run(
        sys.executable, "-m", "pytest", "-p", "copilot.evaluation.plugin", "-p", "no:cacheprovider", *arguments
    )
