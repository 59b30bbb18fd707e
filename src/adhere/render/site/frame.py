# SPDX-License-Identifier: EUPL-1.2
"""The frame of every page of the site: head, landmarks, menu, language link, footer; no request leaves the folder.

WCAG 2.2 (https://www.w3.org/TR/WCAG22/) for landmarks, skip link, headings and language; class names follow NL Design System (BEM).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape

from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES, Language, Text, text_of
from adhere.law.requirements.catalogue import Catalogue
from adhere.law.requirements.standing import Standing

POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'"
)
"""Content Security Policy Level 3: only the style sheet and script of the folder itself, whether on a host or on a disk."""
MENU = ("home", "by-phase", "by-topic", "by-role", "by-provision", "search")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page knows: the catalogue, how each requirement stands, the day, the language."""

    catalogue: Catalogue
    standings: Mapping[str, Standing]
    on: date
    language: Language

    def text(self, text: Text) -> str:
        """Return a text in the language of the page, safe in HTML."""
        return escape(text.in_(self.language))

    def say(self, name: str, **values: object) -> str:
        """Return a word of the site, safe in HTML."""
        return self.text(_words()[name].filled(values))


@cache
def _words() -> dict[str, Text]:
    return {
        name: text_of(record) for name, record in packaged("adhere.render.site", "data/words.toml").items()
    }


def file_of(name: str) -> str:
    """Return the file of a page of the menu, within the folder of its language."""
    return "index.html" if name == "home" else f"{name}.html"


def framed(
    site: Site,
    path: str,
    title: str,
    body: Sequence[str],
    *,
    trail: Sequence[tuple[str, str]] = (),
    data: str = "",
) -> bytes:
    """Return a page; ``path`` is its file within the language, ``title`` and ``body`` are HTML already."""
    up = "../" * path.count("/")
    other = next(one for one in LANGUAGES if one != site.language)
    there = f"{up}../{other}/{path}"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{site.language}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title} - {site.say('name')}</title>",
            f'<link rel="alternate" hreflang="{other}" href="{there}">',
            f'<link rel="stylesheet" href="{up}../assets/site.css">',
            f'<script src="{up}../assets/site.js" defer></script>',
            "</head>",
            "<body>",
            f'<a class="adhere-skip-link" href="#content">{site.say("skip")}</a>',
            *_header(site, path, up, there, other),
            '<div class="adhere-page">',
            *_trail(site, up, title, trail),
            '<main id="content" tabindex="-1">',
            f"<h1>{title}</h1>",
            *body,
            "</main>",
            "</div>",
            '<footer class="adhere-page-footer"><div class="adhere-page">',
            f"<p>{site.say('as-of', on=site.on, release=site.catalogue.law.release)}</p>",
            "</div></footer>",
            *([data] if data else []),
            "</body>",
            "</html>\n",
        )
    ).encode()


def _header(site: Site, path: str, up: str, there: str, other: Language) -> list[str]:
    items = "".join(
        f'<li><a href="{up}{file_of(name)}"{_current(path, name)}>{site.say(name)}</a></li>' for name in MENU
    )
    return [
        '<header class="adhere-page-header"><div class="adhere-page">',
        '<div class="adhere-page-header__top">',
        f'<p class="adhere-page-header__name"><a href="{up}index.html">{site.say("name")}</a></p>',
        f'<a class="adhere-page-header__language" href="{there}" lang="{other}" hreflang="{other}">{site.say("other-language")}</a>',
        "</div>",
        f'<nav class="adhere-navigation" aria-label="{site.say("menu")}"><ul>{items}</ul></nav>',
        "</div></header>",
    ]


def _current(path: str, name: str) -> str:
    return ' aria-current="page"' if path == file_of(name) else ""


def _trail(site: Site, up: str, title: str, trail: Sequence[tuple[str, str]]) -> list[str]:
    if not trail:
        return []
    steps = "".join(f'<li><a href="{up}{target}">{name}</a></li>' for target, name in trail)
    return [
        f'<nav class="adhere-breadcrumb" aria-label="{site.say("path")}">',
        f'<ol>{steps}<li aria-current="page">{title}</li></ol>',
        "</nav>",
    ]
