"""The pytest plugin: `pytest --copilot-suite evals/sample_shop` runs a suite as tests, in a shop's own CI.

There is a test for each case (nothing crashed), and one for each threshold. Without paths on the command line only
the suite is run.
"""

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .report import Report
    from .suite import Suite


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("copilot", "suites of past tickets")
    group.addoption("--copilot-suite", metavar="DIR", help="Run the suite in this folder.")
    group.addoption("--copilot-data", metavar="DIR", help="What ${DATA} in the suite's paths stands for.")
    group.addoption("--copilot-model", metavar="MODEL", help='A chat model, such as "openai:gpt-5-mini".')
    group.addoption("--copilot-cache", metavar="DIR", default=".copilot-evals", help="Where finished cases are kept.")


def pytest_configure(config: pytest.Config) -> None:
    folder = config.getoption("copilot_suite")
    if not folder:
        return
    file = (config.invocation_params.dir / folder / "suite.toml").resolve()
    if not file.is_file():
        raise pytest.UsageError(f"--copilot-suite {folder!r} holds no suite.toml; expected the folder of a suite")
    asked = config.args if config.args_source is pytest.Config.ArgsSource.ARGS else []
    config.args = [*asked, str(file)]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    folder = parent.config.getoption("copilot_suite")
    if folder and file_path == (parent.config.invocation_params.dir / folder / "suite.toml").resolve():
        return SuiteTests.from_parent(parent, path=file_path)
    return None


class SuiteTests(pytest.File):
    """The tests of one suite, which is run once, when the first of them is."""

    def collect(self) -> Iterator[pytest.Item]:
        for case in self.suite.cases:
            yield CaseTest.from_parent(self, name=case.id)
        for metric in self.suite.file.thresholds:
            yield ThresholdTest.from_parent(self, name=metric)

    @cached_property
    def suite(self) -> "Suite":
        from copilot.errors import CopilotError

        from .suite import open_suite

        data = self.config.getoption("copilot_data") or _from_environment()
        model = self.config.getoption("copilot_model")
        try:
            return open_suite(self.path.parent, data=Path(data) if data else None, model=model)
        except CopilotError as error:
            raise self.CollectError(str(error)) from error

    @cached_property
    def report(self) -> "Report":
        from .running import run_suite

        cache = self.config.invocation_params.dir / self.config.getoption("copilot_cache")
        return run_suite(self.suite, cache, jobs=os.cpu_count() or 1).report


class SuiteTest(pytest.Item):
    """One thing that a run of the suite must show."""

    parent: SuiteTests

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:  # noqa: ARG002
        if isinstance(excinfo.value, AssertionError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, f"{self.parent.suite.name}: {self.name}"


class CaseTest(SuiteTest):
    """Neither the flow nor an evaluator crashed on a case."""

    def runtest(self) -> None:
        crashes = [failure for failure in self.parent.report.failures if failure.case == self.name]
        if crashes:
            raise AssertionError("\n".join(f"{crash.where}: {crash.error}" for crash in crashes))


class ThresholdTest(SuiteTest):
    """A metric is as good as the suite asks."""

    def runtest(self) -> None:
        kept = next(kept for kept in self.parent.report.thresholds if kept.metric == self.name)
        if kept.met:
            return
        metric = self.parent.report.metric(self.name)
        told = "no case has it" if metric is None else f"{metric.mean:.3f} [{metric.low:.3f}, {metric.high:.3f}]"
        low = [case.id for case in self.parent.report.cases if self._short(case.scores.get(self.name), metric)]
        raise AssertionError(f"{self.name} is {told}; asked for {kept.min=} {kept.max=}; cases: {', '.join(low)}")

    def _short(self, score: object, metric: object) -> bool:
        """Whether a case is worse than the best there is."""
        from .report import CaseScore, Metric

        if not isinstance(score, CaseScore) or not isinstance(metric, Metric):
            return False
        return score.value > 0 if metric.better == "lower" else score.value < 1


def _from_environment() -> str | None:
    import os

    return os.environ.get("COPILOT_DATA")
