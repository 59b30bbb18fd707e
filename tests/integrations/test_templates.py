# SPDX-License-Identifier: EUPL-1.2
"""The templates for GitHub, GitLab and pre-commit do what they say: their commands run in a git repository with a dossier."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.docs.console import tools_in
from tests.repository import ROOT
from tests.unit.dossier.upkept import dossier, issue, write

from adhere.intake.tree import parse

ACTION = ROOT / "integrations/github/action.yml"
WORKFLOW = ROOT / "integrations/github/example-workflow.yml"
GITLAB = ROOT / "integrations/gitlab/adhere.gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
INPUT = re.compile(r"\$\{\{ inputs\.([a-z_]+) \}\}")
CONDITION = re.compile(r"inputs\.([a-z_]+) (==|!=) '([^']*)'( && !cancelled\(\))?")


def loaded(path: Path) -> Any:
    tree = parse(path.read_bytes())
    assert tree.mistakes == []
    return tree.value


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=A. Person", "-c", "user.email=person@example.org")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository whose root is a dossier with an issue of today."""
    root = dossier(tmp_path / "repository")
    issue(root, on=datetime.now(tz=UTC).date())
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Example")
    return root


def shell(line: str, folder: Path, tools: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/bash", "-e", "-o", "pipefail", "-c", line],  # as the shell of an Action runs
        cwd=folder,
        env={
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def filled(text: str, inputs: dict[str, str]) -> str:
    return INPUT.sub(lambda match: inputs[match[1]], text)


def applies(step: dict[str, Any], inputs: dict[str, str]) -> bool:
    if "if" not in step:
        return True
    match = CONDITION.fullmatch(step["if"])
    assert match is not None, step["if"]
    return (inputs[match[1]] == match[3]) is (match[2] == "==")


def action_steps(**given: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the steps of the Action that run with these inputs: name, shell line, environment."""
    action = loaded(ACTION)
    inputs = {name: str(told["default"]) for name, told in action["inputs"].items()} | given
    for step in action["runs"]["steps"]:
        if applies(step, inputs):
            environment = {name: filled(str(value), inputs) for name, value in step.get("env", {}).items()}
            yield step["name"], step["run"], environment


@pytest.mark.slow
def test_the_action_checks_a_dossier_and_its_drift(repository: Path, tmp_path: Path):
    tools = tools_in(tmp_path / "tools")
    done = {name: shell(line, repository, tools, **env) for name, line, env in action_steps()}
    assert list(done) == ["Check", "Drift"]
    assert "up to date" in done["Drift"].stdout or "Nothing in it is stale" in done["Drift"].stdout
    assert done["Drift"].returncode == 0, done["Drift"].stdout
    assert "example" in done["Check"].stdout


@pytest.mark.slow
def test_the_action_fails_on_what_went_stale(repository: Path, tmp_path: Path):
    tools = tools_in(tmp_path / "tools")
    answers = repository / "models/example/mdf.yaml"
    write(answers, answers.read_text("utf-8").replace("summarising", "translating"))
    done = {name: shell(line, repository, tools, **env) for name, line, env in action_steps(language="nl")}
    assert done["Drift"].returncode == 1
    assert "ADH-DOC-052" in done["Drift"].stdout
    assert "Uitgifte 1" in done["Drift"].stdout


@pytest.mark.slow
def test_the_action_writes_findings_for_code_scanning(repository: Path, tmp_path: Path):
    tools = tools_in(tmp_path / "tools")
    for name, line, env in action_steps(sarif="found.sarif", drift="false"):
        ended = shell(line, repository, tools, **env)
        assert name in ("Findings for code scanning", "Check")
        assert ended.returncode == 0 or name == "Check", ended.stderr
    assert json.loads((repository / "found.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_the_action_installs_what_it_is_told_and_never_a_name_of_its_own():
    steps = {name: (line, env) for name, line, env in action_steps(source="./release.whl")}
    line, env = steps["Install"]
    assert "pip install" in line
    assert '"$ADHERE_SOURCE"' in line
    assert env == {"ADHERE_SOURCE": "./release.whl"}
    assert "Install" not in {name for name, _, _ in action_steps()}


def test_no_input_of_the_action_is_put_into_a_shell_line():
    assert all("${{" not in line for _, line, _ in action_steps(source="x", sarif="y"))


def test_the_example_workflow_has_the_whole_history_and_only_inputs_that_exist():
    workflow = loaded(WORKFLOW)
    steps = workflow["jobs"]["documentation"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0  # a shallow clone hides who stated what
    assert workflow["permissions"] == {"contents": "read"}
    (ours,) = (step for step in steps if step["uses"].startswith("./"))
    assert (ROOT / ours["uses"]) == ACTION.parent
    assert set(ours["with"]) <= set(loaded(ACTION)["inputs"])


@pytest.mark.slow
@pytest.mark.parametrize("job", ["adhere-check", "adhere-drift"])
def test_a_job_of_the_gitlab_template_runs(job: str, repository: Path, tmp_path: Path):
    template, tools = loaded(GITLAB), tools_in(tmp_path / "tools")
    variables = {name: str(value) for name, value in template["variables"].items()}
    assert template[job]["extends"] == ".adhere"
    before = template[".adhere"]["before_script"]
    ended = [shell(line, repository, tools, **variables) for line in [*before, *template[job]["script"]]]
    assert [one.returncode for one in ended[:-1]] == [0]
    assert ended[-1].stderr == ""
    assert "example" in ended[-1].stdout


@pytest.mark.slow
@pytest.mark.parametrize("hook", ["adhere-check", "adhere-drift"])
def test_a_hook_of_pre_commit_runs_as_pre_commit_runs_it(hook: str, repository: Path, tmp_path: Path):
    (found,) = (one for one in loaded(HOOKS) if one["id"] == hook)
    assert found["language"] == "python"
    assert found["pass_filenames"] is False
    ended = shell(" ".join([found["entry"], *found["args"]]), repository, tools_in(tmp_path / "tools"))
    assert ended.stderr == ""
    assert "example" in ended.stdout


@pytest.mark.parametrize(
    ("name", "truth"),
    [
        ("adhere.yaml", True),
        ("models/example/mdf.yaml", True),
        ("sub/issued/example/mdf/0001/record.json", True),
        ("README.md", False),
        ("src/adhere.yaml.py", False),
    ],
)
def test_the_check_hook_runs_for_files_of_a_dossier_only(name: str, truth: bool):
    (found,) = (one for one in loaded(HOOKS) if one["id"] == "adhere-check")
    assert (re.search(found["files"], name) is not None) is truth
