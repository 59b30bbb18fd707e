# SPDX-License-Identifier: EUPL-1.2
"""The whole site as files: the same catalogue, day and first language give the same bytes."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from adhere.kernel.data import packaged_bytes
from adhere.kernel.text import LANGUAGES, Language
from adhere.law.requirements.catalogue import Catalogue
from adhere.law.requirements.standing import standings
from adhere.render.site import indexes
from adhere.render.site.frame import POLICY, Site, file_of
from adhere.render.site.parts import address
from adhere.render.site.recordpages import measure_page, requirement_page

MANIFEST = "adhere-site.json"
_PAGES = {
    "home": indexes.home,
    "by-phase": indexes.by_phase,
    "by-topic": indexes.by_topic,
    "by-role": indexes.by_role,
    "by-provision": indexes.by_provision,
    "search": indexes.search,
}


def build(catalogue: Catalogue, on: date, first: Language) -> dict[str, bytes]:
    """Return every file of the site by its name; ``first`` is the language that comes first where one is chosen."""
    every = {one.requirement.id: one for one in standings(catalogue, on)}
    sites = {
        language: Site(catalogue=catalogue, standings=every, on=on, language=language)
        for language in LANGUAGES
    }
    files = {f"assets/{name}": packaged_bytes("adhere.render.site", f"data/{name}") for name in ("site.css", "site.js")}  # fmt: skip
    for language, site in sites.items():
        files |= {f"{language}/{name}": content for name, content in _of_language(site).items()}
    files["index.html"] = _entrance(
        [sites[first], *(site for site in sites.values() if site.language != first)]
    )
    files[MANIFEST] = _manifest(files, catalogue, on)
    return files


def _of_language(site: Site) -> dict[str, bytes]:
    files = {file_of(name): page(site) for name, page in _PAGES.items()}
    files |= {address(one): requirement_page(site, one) for one in site.catalogue.requirements.values()}
    return files | {address(one): measure_page(site, one) for one in site.catalogue.measures.values()}


def _entrance(sites: list[Site]) -> bytes:
    """Return the page of the root, on which a language is chosen."""
    names = {"en": "English", "nl": "Nederlands"}
    first = sites[0]
    links = "".join(
        f'<li class="adhere-card"><p class="adhere-card__title"><a href="{site.language}/index.html" lang="{site.language}" hreflang="{site.language}">{names[site.language]}: {site.say("name")}</a></p></li>'
        for site in sites
    )
    return f"""<!DOCTYPE html>
<html lang="{first.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{first.say("name")}</title>
<link rel="stylesheet" href="assets/site.css">
</head>
<body>
<div class="adhere-page">
<main>
<h1>{first.say("name")}</h1>
<h2>{" / ".join(f'<span lang="{site.language}">{site.say("choose")}</span>' for site in sites)}</h2>
<ul class="adhere-cards">{links}</ul>
</main>
</div>
</body>
</html>
""".encode()


def _manifest(files: dict[str, bytes], catalogue: Catalogue, on: date) -> bytes:
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    told = {
        "format": "adhere/law-site/1",
        "on": on.isoformat(),
        "release": catalogue.release,
        "law_release": catalogue.law.release,
        "law_digest": catalogue.law.digest,
        "files": digests,
    }
    return (json.dumps(told, indent=2) + "\n").encode()
