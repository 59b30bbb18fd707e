# SPDX-License-Identifier: EUPL-1.2
"""A look of a deployer's own: its tokens and templates are what people get, and one that does not work is told with what to do."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.test import Client
from django.utils import translation
from tests.portal.served import Served
from tests.repository import ROOT

from adhere.kernel.text import Language
from adhere.portal.environment import Environment, SettingError
from adhere.portal.library import fresh
from adhere.portal.operations.checking import check
from adhere.portal.theme import checking, looks

OURS = ROOT / "src/adhere/portal/theme/static/portal/tokens.css"
ORANGE = "--adhere-accent: #c05500;"
HOME = '{% extends "portal/base.html" %}{% load static %}{% block title %}x{% endblock %}{% block content %}<h1>Voorbeeldbureau</h1><img src="{% static "house/mark.svg" %}" alt="">{% say "theme.about" %}{% include "house/part.html" %}<a href="{% url "library:law" %}">x</a>{% endblock %}'


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A whole theme: other colours, a picture, and the first page."""
    made = tmp_path / "house"
    tokens = re.sub(r"--adhere-accent: #[0-9a-f]+;", ORANGE, OURS.read_text(encoding="utf-8"))
    write(made / "static/portal/tokens.css", f"{tokens}\nbody {{ background: url(../house/mark.svg#x) }}\n")
    write(made / "static/house/mark.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    write(made / "templates/portal/home.html", HOME)
    write(made / "templates/house/part.html", "<p>part of the house</p>")
    return made


@pytest.fixture
def worn(settings: Any) -> Any:
    """The portal of this process under themes, as the settings would have them."""

    def wear(*themes: Path) -> Any:
        settings.THEMES = list(themes)
        settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [one / "templates" for one in themes]}]
        settings.STATICFILES_DIRS = [one / "static" for one in themes if (one / "static").is_dir()]
        looks.look.cache_clear()
        return Client()

    yield wear
    looks.look.cache_clear()


def told() -> list[str]:
    (found,) = (one for one in check() if one.name == "theme")
    return list(found.faults)


# What people get


@pytest.mark.django_db
def test_a_template_of_the_theme_is_shown_and_every_other_page_is_ours(theme: Path, worn: Any) -> None:
    before = Client().get("/nl/").content.decode()
    client = worn(theme)
    page = client.get("/nl/").content.decode()
    assert "<h1>Voorbeeldbureau</h1>" in page
    assert "part of the house" in page
    assert "Voorbeeldbureau" not in before
    assert 'src="/static/house/mark.svg"' in page
    assert "Voorbeeldbureau" not in client.get("/nl/law/").content.decode()
    assert told() == []


@pytest.mark.django_db
def test_the_first_theme_goes_before_the_next_and_a_part_may_be_lacking(theme: Path, worn: Any, tmp_path: Path) -> None:  # fmt: skip
    first = write(tmp_path / "first/templates/portal/home.html", HOME.replace("Voorbeeldbureau", "First")).parents[2]  # fmt: skip
    client = worn(first, theme)
    assert "<h1>First</h1>" in client.get("/nl/").content.decode()
    sheet = b"".join(client.get("/static/portal/tokens.css"))
    assert ORANGE.encode() in sheet
    assert told() == []


@pytest.mark.django_db
def test_a_page_under_another_theme_is_not_the_page_a_browser_has(theme: Path, worn: Any) -> None:
    def tag(client: Any, had: str = "") -> tuple[int, str]:
        fresh._digests.cache_clear()  # as in a new process
        answer = client.get("/nl/law/", headers={"if-none-match": had})
        return answer.status_code, answer.headers["ETag"]

    plain = tag(worn())[1]
    assert tag(worn(), plain)[0] == 304
    status, orange = tag(worn(theme), plain)
    assert (status, orange != plain) == (200, True)
    tokens = theme / "static/portal/tokens.css"
    tokens.write_text(tokens.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert tag(worn(theme), orange)[0] == 200
    assert tag(worn(), plain)[0] == 304


def sheet_of(served: Served) -> tuple[str, bytes, str]:
    """The address of the tokens as the first page links it, what stands there, and the policy of the page."""
    with urlopen(f"{served.address}/nl/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        (address,) = re.findall(r'href="(/static/portal/tokens[^"]*\.css)"', answer.read().decode())
    with urlopen(served.address + address) as answer:
        assert answer.headers["Content-Type"].startswith("text/css")
        return address, answer.read(), policy


@pytest.mark.slow
@pytest.mark.enable_socket
def test_a_portal_serves_the_tokens_of_its_theme_by_their_digest_and_ours_again_without(
    theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in theme.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))  # older than what is collected before it
    served = Served(tmp_path)
    found: list[tuple[str, bytes, str]] = []
    for themes in ("", str(theme), ""):
        monkeypatch.setenv("ADHERE_PORTAL_THEMES", themes)
        served.start()
        try:
            found.append(sheet_of(served))
            if themes:
                page = served.ask("GET", "/nl/")[1].decode()
                assert "<h1>Voorbeeldbureau</h1>" in page
                (mark,) = re.findall(r'src="(/static/house/mark\.[0-9a-f]{12}\.svg)"', page)
                assert served.ask("GET", mark)[0] == 200
        finally:
            served.stop()
    (plain, ours, policy), (orange, theirs, same), again = found
    assert re.fullmatch(r"/static/portal/tokens\.[0-9a-f]{12}\.css", orange)
    assert plain != orange
    assert ORANGE.encode() in theirs
    assert ORANGE.encode() not in ours
    assert re.search(rb"url\(\"?\.\./house/mark\.[0-9a-f]{12}\.svg#x", theirs)
    assert again == (plain, ours, policy)
    assert same == policy
    assert "style-src 'self'" in policy


# What does not work

BROKEN = [
    ("templates/portal/home.html", "{% if %}", ("regel 1", "line 1"), "syntax"),
    ("templates/portal/home.html", "\n{% nonsense %}", ("regel 2", "line 2"), "syntax"),
    ("templates/portal/home.html", '{% extends "portal/bas.html" %}', ("portal/bas.html",) * 2, "no-template"),
    ("templates/portal/home.html", '{% include "house/none.html" %}', ("house/none.html",) * 2, "no-template"),
    ("templates/portal/home.html", '{% if x %}{% url "library:none" %}{% endif %}', ("library:none",) * 2, "no-page"),
    ("templates/portal/home.html", '{% say "theme.none" %}', ("theme.none",) * 2, "no-words"),
    ("templates/portal/home.html", '{% load static %}{% static "none.svg" %}', ("none.svg",) * 2, "no-static"),
    ("templates/portal/hom.html", "x", ("Bedoelt u portal/home.html?", "Did you mean portal/home.html?"), "unused-near"),
    ("templates/x/qqqq.jinja", "x", ("wordt nooit getoond", "is never shown"), "unused"),
    ("templates/portal/home.html", '<p style="color: red">', ("content security policy",) * 2, "inline"),
    ("templates/portal/home.html", "<script>x()</script>", ("content security policy",) * 2, "inline"),
    ("templates/portal/home.html", '<button onclick="x()">', ("content security policy",) * 2, "inline"),
    ("templates/portal/home.html", '<link rel="stylesheet" href="https://cdn.example/x.css">', ("https://cdn.example/x.css",) * 2, "elsewhere"),
    ("static/portal/more.css", '@import "//cdn.example/x.css";', ("//cdn.example/x.css",) * 2, "elsewhere"),
    ("static/portal/more.css", "a { background: url( 'none.png' ) }", ("none.png",) * 2, "no-static"),
    ("static/portal/tokens.css", ":root { --adhere-page: red; }", ("--adhere-accent, --adhere-bad",) * 2, "no-tokens"),
]  # fmt: skip
STOPS = {"syntax", "no-template", "no-page", "no-words", "no-static", "unreadable"}
"""What would make pages fail, so that the portal does not start; the rest would only not be seen."""


@pytest.mark.django_db
@pytest.mark.parametrize("mistake", BROKEN)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_theme_that_does_not_work_is_told_with_its_file_and_what_to_do(
    mistake: tuple[str, str, tuple[str, str], str], language: Language, worn: Any, tmp_path: Path
) -> None:
    name, content, words, kind = mistake
    file = write(tmp_path / "wrong" / name, content)
    worn(tmp_path / "wrong")
    with translation.override(language):
        (fault,) = told()
    assert fault.startswith(str(file))
    assert words[language == "en"] in fault
    if kind in STOPS:
        with pytest.raises(SettingError) as raised:
            checking.ensure_sound()
        assert fault in raised.value.text.in_(language)
        assert raised.value.name == "ADHERE_PORTAL_THEMES"
    else:
        checking.ensure_sound()


@pytest.mark.django_db
def test_what_cannot_be_read_and_everything_else_is_told_at_once(worn: Any, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    write(wrong / "templates/portal/home.html", "").write_bytes(b"\xff\xfe")
    write(wrong / "templates/portal/base.html", "{% if %}")
    write(wrong / "static/portal/more.css", "a { background: url(none.png) }")
    worn(wrong)
    found = told()
    assert len(found) == 3
    assert [name for name in ("home.html", "base.html", "more.css") if any(name in one for one in found)] == ["home.html", "base.html", "more.css"]  # fmt: skip


@pytest.mark.django_db
def test_what_is_well_is_not_told(worn: Any, tmp_path: Path) -> None:
    right = tmp_path / "right"
    write(right / "templates/portal/home.html", '{% include part %}{% url x %}<a href="https://example.org" rel="canonical">x</a><script src="/x.js"></script>')  # fmt: skip
    write(right / "templates/.hidden/none.html", "{% if %}")
    write(right / "static/portal/more.css", "a { background: url(data:image/png;base64,AA), url(#x), url(/media/x.png), url('/static/portal/icon.svg?v=1'), url(./icon.svg) }")  # fmt: skip
    shutil.copy(OURS, right / "static/portal/tokens.css")
    worn(right)
    assert told() == []


def test_a_folder_without_a_theme_ends_the_start(tmp_path: Path) -> None:
    write(tmp_path / "portal/home.html", "x")
    with pytest.raises(SettingError) as raised:
        Environment({"ADHERE_PORTAL_THEMES": str(tmp_path)}).themes("THEMES")
    assert "static/portal/tokens.css" in raised.value.text.nl


@pytest.mark.slow
def test_a_broken_theme_is_told_by_the_commands_and_the_portal_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = write(tmp_path / "wrong/templates/portal/home.html", "{% if %}").parents[2]
    served = Served(tmp_path, port=8356)  # nothing is served
    assert served.tried("adhere", "portal", "--prepare").returncode == 0
    monkeypatch.setenv("ADHERE_PORTAL_THEMES", str(wrong))
    ran = served.tried("adhere", "portal", "--prepare", "--lang", "en")
    assert ran.returncode == 2
    assert "Mend the template" in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr
    looked = served.tried("adhere", "portal", "check", "--lang", "nl")
    assert looked.returncode == 1
    assert "Herstel het sjabloon" in " ".join(looked.stdout.split())
    write(wrong / "templates/portal/home.html", HOME.partition("{% include")[0].replace('<img src="{% static "house/mark.svg" %}" alt="">', "") + "{% endblock %}")  # fmt: skip
    script = write(wrong / "static/house/x.js", "//# sourceMappingURL=none.map\n")
    ran = served.tried("adhere", "portal", "--prepare", "--lang", "en")
    assert ran.returncode == 2
    assert "none.map" in "".join(ran.stderr.split())
    script.unlink()
    assert served.tried("adhere", "portal", "--prepare").returncode == 0
    assert served.tried("adhere", "portal", "check").returncode == 0
