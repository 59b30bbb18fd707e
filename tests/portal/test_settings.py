# SPDX-License-Identifier: EUPL-1.2
"""Every setting: a value that cannot be used is told with the name of the variable and what to write, in both languages."""

from __future__ import annotations

import os
import re
import runpy
from pathlib import Path

import pytest
from tests.portal.test_operations import ROOT, portal

from adhere.portal.environment import PREFIX, SettingError

FREE = {"LAW", "MAIL", "MAIL_FOLDER", "MAIL_USER", "MAIL_PASSWORD", "OIDC_NAME", "METRICS_TOKEN"}  # fmt: skip
"""Settings of which any text is one, or which nothing but their use shows to be wrong."""
WRONG = [
    ("ORIGIN", "codes.example.org", "https://codes.example.org"),
    ("ORIGIN", "https://codes.example.org/", "https://codes.example.org"),
    ("ORIGIN", "https://me@codes.example.org", "https://codes.example.org"),
    ("ORIGIN", "https://codes.example.org:port", "https://codes.example.org"),
    ("HOSTS", "codes.example.org,https://codes.example.org", "https://"),
    ("HOSTS", "codes.example.org:8356", "codes.example.org:8356"),
    ("DATA", "/proc/none/there", "/proc/none/there"),
    ("DATABASE", "mysql://x:secret@y/z", "postgresql://"),
    ("DATABASE", "postgresql://x:secret@y", "postgresql://"),
    ("DATABASE", "postgresql://x:secret@y:port/z", "postgresql://"),
    ("STORE", "a folder", "s3://"),
    ("SECRET", "secret", "token_urlsafe"),
    ("THEMES", "/none/there", "/none/there"),
    ("THEMES", "/tmp/..", "static/portal/tokens.css"),
    ("UPLOAD_LIMIT", "32 MB", "32000000"),
    ("UPLOAD_LIMIT", "0", "32000000"),
    ("UPLOAD_LIMIT", "9" * 5000, "32000000"),
    ("BEHIND_PROXY", "maybe", "yes"),
    ("REDIRECT", "ja", "yes"),
    ("SECOND_FACTOR", "2", "yes"),
    ("MAIL_FROM", "portal", "codes@example.org"),
    ("MAIL_FROM", "a@example.org\nBcc: b@example.org", "codes@example.org"),
    ("MAIL_PORT", "smtp", "25"),
    ("MAIL_PORT", "70000", "65535"),
    ("MAIL_TLS", "starttls", "yes"),
    ("OIDC_SERVER", "http://login.example.org", "https://login.example.org/realm"),
    ("OIDC_CLIENT", "", "ADHERE_PORTAL_OIDC_SERVER"),
    ("OIDC_SECRET", "", "ADHERE_PORTAL_OIDC_SERVER"),
    ("OIDC_ORIGINS", "login.example.org", "https://"),
    ("SESSION_MINUTES", "12 hours", "720"),
    ("SESSION_MINUTES", "100000", "10080"),
    ("IDLE_MINUTES", "0", "60"),
    ("LEAKED_PASSWORDS", "/none/there", "/none/there"),
    ("LEAKED_PASSWORDS", __file__, "Pwned Passwords"),
    ("LEAKED_PASSWORDS", "/dev", "Pwned Passwords"),
    ("SCANNER", "/run/clamav/clamd.ctl", "unix:///run/clamav/clamd.ctl"),
    ("SCANNER", "http://scanner.example.org", "tcp://"),
    ("SCANNER", "unix://run/clamd.ctl", "unix:///"),
    ("SCANNER", "tcp://scanner:port", "tcp://"),
    ("SECRET_FILE", "/none/there", "/none/there"),
    ("METRICS_TOKEN_FILE", "/proc/self/mem", "/proc/self/mem"),
]
OIDC = {"OIDC_SERVER": "https://login.example.org", "OIDC_CLIENT": "x", "OIDC_SECRET": "y"}
THEME = ROOT / "src/adhere/portal/theme"
"""A folder with templates and files, as a theme has."""
SETTINGS = str(ROOT / "src/adhere/portal/settings.py")


def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **values: str) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    for name, value in {"DATA": str(tmp_path), **values}.items():
        monkeypatch.setenv(PREFIX + name, value)
    runpy.run_path(SETTINGS)


@pytest.mark.parametrize(("name", "value", "says"), WRONG)
def test_a_value_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, says: str
) -> None:
    others = OIDC if name.startswith("OIDC") else {}
    with pytest.raises(SettingError) as told:
        read(monkeypatch, tmp_path, **{**others, name: value})
    words = told.value.text
    assert told.value.name == PREFIX + name
    for wording in (words.en, words.nl):
        assert wording.startswith(f"{PREFIX}{name}: ")
        assert says in wording
    assert words.en != words.nl
    assert "secret@" not in str(told.value)


@pytest.mark.parametrize(
    "values",
    [
        {"ORIGIN": "https://codes.example.org:8443", "HOSTS": "codes.example.org,[::1],.example.org,*"},
        {"DATABASE": "postgresql://me:a%2Fb@db.example.org:5432/codes"},
        {"STORE": "s3://bucket/folder", "SECRET": "x" * 50, "MAIL_FROM": "Portal <codes@example.org>"},
        {"SCANNER": "unix:///run/clamav/clamd.ctl", "IDLE_MINUTES": "15", "SESSION_MINUTES": "480"},
        {"SCANNER": "tcp://[::1]:3310"},
        {"THEMES": str(THEME), "OIDC_ORIGINS": "https://login.example.org, https://id.example.org"},
    ],
)
def test_values_that_can_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, values: dict[str, str]
) -> None:
    read(monkeypatch, tmp_path, **values)


def test_every_setting_has_a_wrong_value_here() -> None:
    page = (ROOT / "docs/en/portal-hosting.md").read_text(encoding="utf-8")
    explained = set(re.findall(rf"^\| `{PREFIX}([A-Z_]+)` \|", page, re.MULTILINE))
    tried = {name.removesuffix("_FILE") for name, _, _ in WRONG}
    assert explained == tried | FREE


@pytest.mark.parametrize(("language", "says"), [("en", "Write yes or no."), ("nl", "Schrijf yes of no.")])
def test_a_start_ends_with_the_words_and_no_trace(tmp_path: Path, language: str, says: str) -> None:
    ran = portal(
        "--prepare", "--lang", language, "--data", str(tmp_path), ADHERE_PORTAL_BEHIND_PROXY="perhaps"
    )
    assert ran.returncode == 2
    assert "ADHERE_PORTAL_BEHIND_PROXY" in ran.stderr
    assert says in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr
