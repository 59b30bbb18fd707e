# SPDX-License-Identifier: EUPL-1.2
"""What every OSCAL document is made of: names, properties, prose in two languages, metadata, and UUIDs that follow from content.

OSCAL 1.2.1, JSON (https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/): the newest that the compliance-trestle of the registry reads,
and the first line with the mapping model. OSCAL has no variants by language: prose is in one, the other stands beside it as a property.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES, Language, Text, text_of

VERSION = "1.2.1"
NS = "https://adhere.invalid/ns/oscal"
"""Namespace of properties and parts that are ours; those of OSCAL itself have none."""
NAMESPACE = uuid.UUID("2b7f3a52-6c0d-5f0e-9d43-5a1c8f0b7e64")
"""Of UUIDs, which are of version 5 (RFC 9562, section 5.5): of the content for documents, of kind and id for what is in them."""
TRANSLATION = "translation"
_TOKEN = re.compile(r"[^\W\d][\w.-]*")
_MARKUP = re.compile(r"[\\`*_~^\[\]<>{}]")
_START = re.compile(r"^([-+#=]|\d+[.)](?=\s))")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a document is made: its main language and the date it bears."""

    language: Language
    on: date

    @property
    def moment(self) -> str:
        """The date as OSCAL writes one."""
        return moment(self.on)

    def said(self, name: str, **values: object) -> str:
        """Return a wording of ours in the main language."""
        return word(name).filled(values).in_(self.language)

    def line(self, text: Text) -> str:
        """Return a text as one line of markup in the main language."""
        return escaped(text.in_(self.language))

    def translation(self, field: str, text: Text | None) -> list[Json]:
        """Return a text in the other language as a property of the field that has it in the main one."""
        if text is None:
            return []
        other = next(one for one in LANGUAGES if one != self.language)
        return [prop(TRANSLATION, text.in_(other), kind=other, group=field)]


def word(name: str) -> Text:
    """Return a wording of OSCAL documents in both languages."""
    return text_of(packaged("adhere.exchange", "data/oscal.toml")[name])


def moment(day: date) -> str:
    """Return a day as a date with time and zone."""
    return f"{day.isoformat()}T00:00:00Z"


def token(identifier: str) -> str:
    """Return an id as OSCAL allows one: beginning with a letter or an underscore, of which our ids have none."""
    name = re.sub(r"[^\w.-]", "_", identifier)
    return name if _TOKEN.fullmatch(name) else f"_{name}"


def prop(
    name: str, value: str, *, kind: str | None = None, group: str | None = None, ns: str | None = NS
) -> Json:
    """Return a property; values of properties are one line without markup."""
    return kept(name=token(name), ns=ns, value=" ".join(value.split()), **{"class": kind}, group=group)


def kept(**fields: Any) -> Json:
    """Return fields in the order given, without those that are empty, which OSCAL does not allow; underscores become hyphens."""
    return {
        name.replace("_", "-"): value for name, value in fields.items() if value not in (None, "", [], {}, ())
    }


def escaped(text: str) -> str:
    """Return plain text as markup, which OSCAL writes as a subset of Markdown: nothing in it is emphasis, a link or a list."""
    return _START.sub(r"\\\1", _MARKUP.sub(r"\\\g<0>", text))


def plain(markup: str) -> str:
    """Return markup of one paragraph as plain text: escapes undone, white space as one space."""
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~\d])", r"\1", markup).split())


def identifier(*names: str) -> str:
    """Return the UUID of something by its kind and ids."""
    return str(uuid.uuid5(NAMESPACE, "\n".join(names)))


def metadata(making: Making, title: str, version: str, props: Iterable[Json] = (), **more: Any) -> Json:
    """Return the metadata of a document."""
    return kept(
        title=title,
        last_modified=making.moment,
        version=version,
        oscal_version=VERSION,
        document_ids=more.get("document_ids"),
        props=[prop("language", making.language), *props],
        links=more.get("links"),
        parties=more.get("parties"),
        actions=more.get("actions"),
        remarks=more.get("remarks"),
    )


def document(model: str, content: Mapping[str, Any]) -> bytes:
    """Return a document of a model as JSON; its UUID follows from everything in it, so that other content has another."""
    told = json.dumps([model, content], sort_keys=True, ensure_ascii=False)
    whole = {model: {"uuid": str(uuid.uuid5(NAMESPACE, told)), **content}}
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode()


def reference(kind: str, name: str) -> str:
    """Return the link to a resource of the back matter."""
    return f"#{identifier('resource', kind, name)}"


def resource(kind: str, name: str, **more: Any) -> Json:
    """Return a resource of the back matter; its property says what of ours it stands for."""
    return kept(
        uuid=identifier("resource", kind, name),
        title=more.get("title"),
        description=more.get("description"),
        props=[prop(kind, name), *more.get("props", ())],
        rlinks=more.get("rlinks"),
        remarks=more.get("remarks"),
    )
