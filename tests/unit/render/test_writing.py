# SPDX-License-Identifier: EUPL-1.2
"""Writing a document: the same bytes in every process, and a clear word where a library is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from tests.unit.render.samples import CHART, document, everything

from adhere.render.document import Paragraph
from adhere.render.writing import FORMATS, MissingExtraError, To, without_charts, write

DIGESTS = """
import hashlib, sys
from tests.unit.render.samples import everything
from adhere.render.writing import FORMATS, write
for to in FORMATS:
    print(to, hashlib.sha256(write(everything(), to)).hexdigest())
"""
BLOCKED = """
import sys
for name in {names!r}:
    sys.modules[name] = None
from tests.unit.render.samples import {what}
from adhere.render.writing import MissingExtraError, write
try:
    write({made}, {to!r})
except MissingExtraError as error:
    print(error.extra)
"""
IMPORTED = """
import sys
from tests.unit.render.samples import document
from adhere.render.document import Paragraph
from adhere.render.writing import FORMATS, write
for to in FORMATS:
    write(document(Paragraph(text="no chart")), to)
print([name for name in ("matplotlib", "numpy", "odfdo", "PIL") if name in sys.modules])
"""


def run(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_same_document_gives_the_same_bytes_in_every_process_and_time_zone():
    first = run(DIGESTS, PYTHONHASHSEED="1", TZ="Europe/Amsterdam")
    second = run(DIGESTS, PYTHONHASHSEED="2", TZ="Asia/Tokyo", SOURCE_DATE_EPOCH="1", LANG="nl_NL.UTF-8")
    assert len(first.splitlines()) == len(FORMATS)
    assert first == second


@pytest.mark.parametrize("to", ["docx", "odt", "pdf", "html", "md"])
def test_another_text_gives_other_bytes(to: To):
    assert write(document(Paragraph(text="one")), to) != write(document(Paragraph(text="two")), to)


@pytest.mark.parametrize("to", FORMATS)
def test_an_empty_document_can_be_written(to: To):
    bare = document(marks=(), header=(), date=None, running="", author="")
    assert write(bare, to)


@pytest.mark.parametrize(
    ("names", "made", "to", "extra"),
    [
        (["docx"], "document()", "docx", "office"),
        (["typst"], "document()", "pdf", "pdf"),
        (["matplotlib"], "document(CHART)", "html", "charts"),
        (["matplotlib"], "document(CHART)", "docx", "charts"),
    ],
)
def test_a_missing_library_is_named_by_the_extra_that_brings_it(
    names: list[str], made: str, to: To, extra: str
):
    assert run(BLOCKED.format(names=names, what="CHART, document", made=made, to=to)).strip() == extra


def test_the_error_says_what_to_install():
    assert str(MissingExtraError("pdf")) == "pip install adhere[pdf]"


def test_without_a_chart_nothing_is_imported_that_draws():
    assert run(IMPORTED).strip() == "[]"


def test_without_charts_their_tables_stay():
    assert without_charts(document(CHART)).blocks == (CHART.table,)


def test_what_json_holds_is_not_cleaned_but_escaped():
    assert b'"half": "\\ud83d"' in write(everything(), "json")
    assert write(replace(everything(), title="other"), "json") == write(everything(), "json")
