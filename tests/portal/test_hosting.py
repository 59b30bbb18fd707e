# SPDX-License-Identifier: EUPL-1.2
"""What ``deploy`` offers, run as it says: the steps of the Containerfile and the commands of the units, in a folder instead of a container.

No container is made: that the base image has Python, pip and the account is not tested here. The first of these tests needs the package
index, so they are among the slow ones.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from pytest_socket import enable_socket
from tests.journeys.served import free_port
from tests.portal.test_operations import ROOT

DEPLOY, OPT, STATE = ROOT / "deploy", "/opt/adhere", "/var/lib/adhere-portal"
SERVICE = DEPLOY / "adhere-portal.service"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
STOP_LIMIT = 30
"""Seconds the unit gives it to stop."""


@dataclass
class Image:
    """The last stage of a Containerfile, with the steps that make /opt/adhere."""

    build: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    entry: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)


def instructions() -> list[tuple[str, str]]:
    lines = [
        line
        for line in (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    whole = re.sub(r"\\\n", " ", "\n".join(lines))
    return [(one.split(None, 1)[0], one.split(None, 1)[1].strip()) for one in whole.splitlines() if one]


def image() -> Image:
    found, stages = Image(), 0
    for word, rest in instructions():
        if word == "FROM":
            stages += 1
        elif word == "RUN" and stages == 1:
            found.build.append(rest)
        elif word == "ENV":
            found.environment |= dict(part.split("=", 1) for part in shlex.split(rest))
        elif word in ("ENTRYPOINT", "CMD"):
            (found.entry if word == "ENTRYPOINT" else found.command)[:] = json.loads(rest)
        elif word == "HEALTHCHECK":
            found.health = json.loads(rest.partition("CMD")[2])
    return found


def unit(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def plain(words: list[str], venv: Path, state: Path) -> list[str]:
    return [word.replace(OPT, str(venv)).replace(STATE, str(state)) for word in words]


def surroundings(venv: Path, state: Path, told: dict[str, str]) -> dict[str, str]:
    known = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ADHERE_", "DJANGO_", "PYTHON"))
    }
    values = {
        name: plain([value], venv, state)[0].replace("$PATH", os.environ["PATH"])
        for name, value in told.items()
    }
    return {**known, "LANG": "C.UTF-8", "PATH": f"{venv}/bin:{os.environ['PATH']}", **values}


@pytest.fixture(scope="module")
def venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment made by the steps of the Containerfile from what an image is made of."""
    enable_socket()
    folder = tmp_path_factory.mktemp("image")
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    for name in (line[1:] for line in ignored if line.startswith("!")):
        source, target = ROOT / name, folder / "src" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    made = folder / "opt"
    for step in image().build:
        command = step.replace(OPT, str(made)).replace("python -m venv", f"{sys.executable} -m venv")
        ran = subprocess.run(
            command, shell=True, cwd=folder / "src", check=False, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr[-3000:]
    return made


@contextmanager
def serving(command: list[str], environment: dict[str, str], folder: Path) -> Iterator[Any]:
    """Run a command until /health answers, and see that it stops in time when it is asked to."""
    port = free_port()
    words = [*command, "--port", str(port)]  # a number once more overrides the one before
    with (folder / "told").open("w+b") as told:
        process = subprocess.Popen(words, cwd=folder, env=environment, stdout=told, stderr=subprocess.STDOUT)
        try:
            _wait(port, process, folder / "told")
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(STOP_LIMIT) == 0, (folder / "told").read_text()


def _wait(port: int, process: subprocess.Popen[bytes], told: Path) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
                assert json.load(answer) == {"status": "pass", "database": "pass"}
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise AssertionError(told.read_text())


@pytest.mark.slow
@pytest.mark.enable_socket
def test_the_image_serves_answers_its_health_check_and_stops(venv: Path, tmp_path: Path) -> None:
    found = image()
    around = surroundings(venv, tmp_path, found.environment)
    with serving([str(venv / "bin" / found.entry[0]), *found.entry[1:], *found.command], around, tmp_path) as port:  # fmt: skip
        check = [word.replace(":8356/", f":{port}/") for word in found.health]
        assert subprocess.run(check, env=around, check=False, timeout=60).returncode == 0
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
            assert b"adhere_portal_log_events" in answer.read()
    assert subprocess.run(check, env=around, check=False, timeout=60, capture_output=True).returncode != 0
    assert (tmp_path / "portal.sqlite3").exists()


@pytest.mark.slow
@pytest.mark.enable_socket
def test_the_unit_serves_and_stops_and_a_second_start_changes_nothing(venv: Path, tmp_path: Path) -> None:
    told = unit(SERVICE)
    values = dict(one.split("=", 1) for one in shlex.split(told["Environment"][0]))
    command = plain(shlex.split(told["ExecStart"][0]), venv, tmp_path)
    assert f"TimeoutStopSec={STOP_LIMIT}" in SERVICE.read_text(encoding="utf-8")
    for _ in range(2):
        with serving(command, surroundings(venv, tmp_path, values), tmp_path):
            pass
    assert "administrator@" not in (tmp_path / "told").read_text()
    wrong = {**values, "ADHERE_PORTAL_BEHIND_PROXY": "perhaps"}
    ran = subprocess.run(command, env=surroundings(venv, tmp_path, wrong), check=False, capture_output=True)
    assert [str(ran.returncode)] == told["RestartPreventExitStatus"], ran.stderr


@pytest.mark.slow
@pytest.mark.enable_socket
def test_the_unit_of_notices_runs_once(venv: Path, tmp_path: Path) -> None:
    told = unit(DEPLOY / "adhere-portal-remind.service")
    values = dict(one.split("=", 1) for one in shlex.split(told["Environment"][0]))
    around = surroundings(
        venv, tmp_path, {**values, "ADHERE_PORTAL_MAIL_FOLDER": str(tmp_path / "mail"), "LANG": "en"}
    )
    prepare = [str(venv / "bin/adhere"), "portal", "--prepare"]
    assert subprocess.run(prepare, env=around, check=False, capture_output=True).returncode == 0
    command = plain(shlex.split(told["ExecStart"][0]), venv, tmp_path)
    ran = subprocess.run(command, env=around, check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "something: 0" in ran.stdout


@pytest.mark.slow
@pytest.mark.enable_socket
def test_every_line_of_a_server_is_json_and_names_nobody(tmp_path: Path) -> None:
    around = surroundings(
        tmp_path, tmp_path, {"ADHERE_PORTAL_DATA": str(tmp_path), "PATH": os.environ["PATH"]}
    )
    with serving([sys.executable, "-m", "adhere", "portal", "--workers", "1"], around, tmp_path) as port:
        for line in (
            "GET /jan@example.org",
            "GET /?q=jan@example.org HTTP/9.9",
            "GET /en/jan@example.org HTTP/1.0",
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=30) as sent:
                sent.sendall(f"{line}\r\nHost: localhost\r\nX jan@example.org: x\r\n\r\n".encode())
                assert sent.recv(100).startswith(b"HTTP/1.")
    told = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
    lines = [json.loads(one) for one in told if one.startswith("{")]
    assert len(lines) >= 3
    assert {one.get("message") for one in lines} >= {"Invalid request from ip"}
    assert not any("jan@" in one or "127.0.0.1" in one for one in told if "serv" not in one.lower())
    assert not any(one.startswith("[") for one in told), "a line of another form"


def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd-analyze on this machine")
    for path in UNITS:  # the program and the file of settings are not there where it is looked at
        text = re.sub(
            r"^ExecStart=\S+", "ExecStart=/bin/true", path.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    named = [str(tmp_path / path.name) for path in UNITS]
    ran = subprocess.run([program, "verify", *named], check=False, capture_output=True, text=True)
    ours = [line for line in ran.stderr.splitlines() if "adhere-portal" in line]
    assert (ran.returncode, ours) == (0, [])


def test_units_image_and_example_agree() -> None:
    for path in DEPLOY.glob("*.service"):
        told = unit(path)
        assert told["Environment"][0].startswith(f"ADHERE_PORTAL_DATA={STATE} ")
        assert told["StateDirectory"] == [STATE.rpartition("/")[2]]
        assert told["User"] == [STATE.rpartition("/")[2]]
        assert told["ExecStart"][0].startswith(f"{OPT}/bin/adhere portal")
    assert image().environment["ADHERE_PORTAL_DATA"] == STATE
    assert ("EXPOSE", "8356") in instructions()
    assert ("USER", "adhere") in instructions()
    from ruamel.yaml import YAML

    told = YAML(typ="safe").load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    portal = told["services"]["portal"]
    assert set(portal["secrets"]) <= set(told["secrets"])
    assert (ROOT / "deploy" / portal["build"]["context"] / portal["build"]["dockerfile"]).is_file()
    assert portal["volumes"] == [f"portal:{STATE}"]
    assert portal["healthcheck"]["test"] == ["CMD", *image().health]
    for name, value in portal["environment"].items():
        if name.endswith("_FILE"):
            assert value.rpartition("/")[2] in portal["secrets"]


def test_an_image_holds_nothing_of_the_machine_it_was_made_on() -> None:
    lines = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[2] == "*"
    named = [line[1:] for line in lines if line.startswith("!")]
    assert all((ROOT / name).exists() for name in named)
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", *named],
        check=True,
        capture_output=True,
        text=True,
    )
    assert len(tracked.stdout.splitlines()) > 500
    assert not {"secrets", "examples", "tests"} & set(named)
