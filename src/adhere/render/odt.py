# SPDX-License-Identifier: EUPL-1.2
"""A document as ODT, for people who go on editing: real styles, a table per section with the labels of the form.

OpenDocument 1.3 (https://docs.oasis-open.org/office/OpenDocument/v1.3/): five files of XML in an archive, written without a library, so
that nothing in them depends on one.
"""

from __future__ import annotations

from string import Template
from xml.sax.saxutils import escape, quoteattr

from adhere.kernel.data import packaged_bytes
from adhere.render.archive import archive
from adhere.render.document import Document
from adhere.render.odtcontent import Content
from adhere.render.words import word

MIMETYPE = b"application/vnd.oasis.opendocument.text"
_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def odt(document: Document) -> bytes:
    """Return a document as ODT."""
    content = Content(document)
    body = content.xml()
    parts = {
        "content.xml": _HEAD + body.encode(),
        "styles.xml": _styles(document),
        "meta.xml": _HEAD + _meta(document).encode(),
        **content.pictures,
    }
    manifest = _HEAD + _manifest(parts).encode()
    return archive({"mimetype": MIMETYPE, "META-INF/manifest.xml": manifest, **parts})


def _styles(document: Document) -> bytes:
    language, country = document.locale.split("-")
    lines = (("Header", document.running), *(("Mark", mark) for mark in document.marks))
    header = "".join(f'<text:p text:style-name="{style}">{escape(line)}</text:p>' for style, line in lines)
    footer = escape(word("page", document.language, number="\0", total="\1"))
    footer = footer.replace("\0", "<text:page-number/>").replace("\1", "<text:page-count/>")
    template = packaged_bytes("adhere.render", "data/odt-styles.xml").decode()
    filled = Template(template).substitute(language=language, country=country, header=header, footer=footer)
    return filled.encode()


def _meta(document: Document) -> str:
    """Say what the document is; it carries a date only where it is of one."""
    day = document.date
    facts = {
        "meta:generator": "adhere",
        "dc:title": document.title,
        "dc:description": document.description,
        "meta:initial-creator": document.author,
        "dc:creator": document.author,
        "dc:language": document.locale,
        **({"meta:creation-date": f"{day}T00:00:00", "dc:date": f"{day}T00:00:00"} if day else {}),
    }
    lines = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in facts.items())
    identifier = (
        f'<meta:user-defined meta:name="identifier">{escape(document.identifier)}</meta:user-defined>'
    )
    return (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' office:version="1.3"><office:meta>{lines}{identifier}</office:meta></office:document-meta>'
    )


def _manifest(parts: dict[str, bytes]) -> str:
    files = {"/": MIMETYPE.decode()}
    files |= {name: "image/png" if name.endswith(".png") else "text/xml" for name in sorted(parts)}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type="{kind}"/>'
        for name, kind in files.items()
    )
    return (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' manifest:version="1.3">{entries}</manifest:manifest>'
    )
