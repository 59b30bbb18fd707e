# SPDX-License-Identifier: EUPL-1.2
"""A provision as the library shows it, laid out once for each day and language and kept while it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from adhere.dossier.lawreading.page import reading
from adhere.dossier.lawreading.unrecorded import only_words
from adhere.dossier.lawreading.wording import Wording, wordings
from adhere.kernel.text import LANGUAGES, Language
from adhere.law.citations import provision_of
from adhere.law.requirements.catalogue import catalogue
from adhere.law.show import NoSuchProvisionError, Shown, show
from adhere.portal.library import texts
from adhere.portal.library.leading import leads
from adhere.portal.library.near import LONGEST

KEPT = 128
"""Pages, of at most some hundred kilobytes each, that a process keeps."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the page of a provision."""

    provision: str
    title: str
    subtitle: str
    body: SafeString


def asked_for(name: str) -> str:
    """Return the id that a name in an address means: of a provision of the Act where it says no other."""
    name = name[:LONGEST].strip()
    return name if ":" in name else provision_of(f"aia:{name.casefold()}")


def provision_page(name: str, on: date, language: Language, query: str) -> Page:
    """Return the page of a provision or record; raise NoSuchProvisionError with what comes near."""
    return _page(name, on, language, query, texts.texts().state)


@lru_cache(maxsize=KEPT)
def _page(name: str, on: date, language: Language, query: str, state: texts.State) -> Page:
    del state  # a page is another one where other texts are kept
    languages = sorted(LANGUAGES, key=lambda one: one != language)  # that of the page first
    shown, found = shown_provision(name, on, languages)
    laid = reading(catalogue().law, name, shown, found, language, leads=leads(query))
    body = render_to_string(
        "library/_provision.html", {"reading": laid, "language": language, "query": query}
    )
    return Page(shown.provision, laid.title, laid.subtitle, body)


def shown_provision(name: str, on: date, languages: Sequence[Language]) -> tuple[Shown, tuple[Wording, ...]]:
    """Return a provision or record on a day with its official words; raise NoSuchProvisionError with what comes near."""
    law, known = catalogue().law, texts.texts().texts
    try:
        shown = show(law, name, on)
        found = wordings(shown.provision, on, languages, known)
    except NoSuchProvisionError as error:
        found = wordings(error.provision, on, languages, known)
        unrecorded = only_words(error.provision, on, found)
        if unrecorded is None:
            raise
        shown = unrecorded
    return shown, found
