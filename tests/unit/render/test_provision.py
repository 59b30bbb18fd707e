# SPDX-License-Identifier: EUPL-1.2
"""A page on a provision: whatever its words are, they stay words, in HTML and in Markdown."""

from __future__ import annotations

from lxml import html

from adhere.render.provision import (
    Entry,
    Explained,
    Group,
    Reading,
    Record,
    Redlined,
    Row,
    Run,
    Side,
    Step,
)
from adhere.render.provisionhtml import provision_html
from adhere.render.provisionmarkdown import provision_markdown

EVIL = '"><script>x</script>&amp; *y* | `z` [a](b)'


def reading() -> Reading:
    run = Run(EVIL)
    return Reading(
        title=EVIL,
        subtitle=EVIL,
        language="en",
        identifier="aia:art-1",
        date="2026-08-01",
        header=((EVIL, EVIL),),
        notices=(EVIL,),
        sides=(Side(language="de", name=EVIL, source=EVIL), Side(language="nl", name="Dutch", source="")),
        absent=(EVIL,),
        rows=(
            Row(
                anchor="a",
                label=EVIL,
                depth=0,
                paragraphs=(((run, Run(EVIL, "reference", "#a", EVIL)), (run,)), ()),
            ),
        ),
        tree=((0, EVIL, "atom:x"), (1, EVIL, "")),
        records=(
            Record(anchor="r", id="duty:x", kind=EVIL, words=(run,), facts=((EVIL, EVIL),), note=(run,)),
        ),
        steps=(
            Step(
                name=EVIL,
                text=EVIL,
                items=(EVIL,),
                redlines=(
                    Redlined(
                        label=EVIL,
                        language="nl",
                        pieces=(("same", f"{EVIL} "), ("removed", f"{EVIL} "), ("added", EVIL)),
                    ),
                ),
            ),
        ),
        groups=(
            Group(
                anchor="g",
                name=EVIL,
                near=(Entry(id="x", name=EVIL, to="#a", how=EVIL, why=EVIL, quote=EVIL, language="nl"),),
                above=(Entry(id="y", name=EVIL),),
            ),
        ),
        answers=((EVIL, EVIL),),
        terms=(
            Explained(anchor="t", place=EVIL, names=(("nl", EVIL),), definitions=(("nl", EVIL),), own=EVIL),
        ),
        source=EVIL,
    )


def test_html_keeps_words_words():
    root = html.document_fromstring(provision_html(reading()))
    assert root.xpath("//script") == []
    assert root.xpath("string(//h1)") == EVIL
    assert EVIL in root.xpath("string(//div[@lang='de'])")
    assert root.xpath("string(//ins)") == EVIL
    assert root.xpath("//main//@title")[0] == EVIL
    assert "no such provision" in root.xpath("string(//div[@lang='nl'])")


def test_markdown_keeps_words_words():
    text = provision_markdown(reading()).decode()
    bare = text.replace(r"\<", "").replace(r"\*", "").replace(r"\|", "").replace(r"\`", "").replace(r"\[", "")
    assert "<script" not in bare
    assert "*y*" not in bare
    assert "`z`" not in bare
    table = [line for line in bare.splitlines() if line.startswith('| <a id="a">')]
    assert [line.count("|") for line in table] == [4]


def test_a_page_without_anything_says_so():
    bare = Reading(title="x", subtitle="", language="nl", identifier="x", date="2026-08-01", header=())
    assert "--text" in html.document_fromstring(provision_html(bare)).xpath("string(//main)")
    assert "## De tekst" in provision_markdown(bare).decode()
