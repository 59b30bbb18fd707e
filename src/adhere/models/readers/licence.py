# SPDX-License-Identifier: EUPL-1.2
"""The licence files of a model folder: which licence they are, and which of them is for the weights.

Serves Article 53(2) of Regulation (EU) 2024/1689 and section 4 of the Commission's Guidelines. A text is compared with
known ones in both directions; one that merely comes near a known licence is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth
from adhere.models.facts import Fact
from adhere.models.folder import Folder, TooLargeError, read_text_bytes
from adhere.models.licences.catalogue import Licence, by_id, harmless_words, identified_from
from adhere.models.readers.card_front import note
from adhere.models.readers.licence_tag import add_exemption
from adhere.models.readers.place import place_of
from adhere.models.reading import Reading

if TYPE_CHECKING:
    from adhere.models.licences.fingerprints import Match

SIZE_LIMIT = 1024 * 1024
"""Bytes: the longest licence texts have under 100,000."""
_LICENCE = re.compile(r"(?:^|[^a-z])(?:licen[cs]es?|copying|unlicense)(?:[^a-z]|$)")
_TERMS = re.compile(
    r"^(?:notice|(?:acceptable[-_ ]|prohibited[-_ ])?use[-_ ]?policy|usage[-_ ]?policy|terms|prohibited[-_ ]?uses?)(?![a-z])"
)
_CODE, _WEIGHTS = re.compile(r"code|software|scripts"), re.compile(r"model|weight")
_NO_TEXT = (
    ".bin", ".cfg", ".csv", ".gguf", ".gif", ".h5", ".ini", ".jpeg", ".jpg", ".json", ".msgpack", ".npz", ".onnx", ".pdf",
    ".pkl", ".png", ".pt", ".pth", ".py", ".safetensors", ".sh", ".svg", ".tar", ".toml", ".yaml", ".yml", ".zip",
)  # fmt: skip
_SOME = 0.5
"""Share of a known text, or of the file, from which the file is said to come near it."""
_WORDS_SHOWN = 15


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    sha256: str
    text: str


def read_licences(folder: Folder) -> Reading:
    """Return what the licence files at the top of a folder say, and where further terms stand."""
    reading = Reading()
    names = sorted(
        name for name in folder.entries() if "/" not in name and not name.casefold().endswith(_NO_TEXT)
    )
    files = [name for name in names if _LICENCE.search(name.casefold())]
    for name in names:
        if _TERMS.match(name.casefold()) and name not in files:
            reading.report("ADH-MOD-169", Place(file=name), file=name)
    for name in _for_the_weights(files, reading):
        content = _content(folder, name, reading)
        if content is not None:
            _identify(content, reading)
    return reading


def check_licences(reading: Reading) -> Reading:
    """Return the findings on a whole folder's licence witnesses: none, or texts and tags that do not agree."""
    found = Reading()
    spdx = [fact for fact in reading.facts if fact.id == "licence.spdx"]
    texts, tags = ([fact for fact in spdx if (fact.rank == 0) is text] for text in (True, False))
    said_of_licences = any(finding.rule.id in _ABOUT_LICENCES for finding in reading.findings)
    if not spdx and not said_of_licences:
        found.report("ADH-MOD-172", Place(file="."))
    for text in texts:
        if tags and not any(_same(str(text.value), str(tag.value)) for tag in tags):
            place = place_of(tags[0].sources[0])
            found.report("ADH-MOD-163", place, text=text.value, tag=tags[0].value)
    readings = [fact for fact in reading.facts if fact.id == "licence.free_and_open_source"]
    if len({fact.value for fact in readings}) > 1:
        found.report("ADH-MOD-173", Place(file=readings[0].sources[0].file), said=_both(readings))
    return found


_ABOUT_LICENCES = frozenset(f"ADH-MOD-{number}" for number in (160, 161, 162, 164, 165, 166, 168, 170, 171))


def _for_the_weights(files: Sequence[str], reading: Reading) -> list[str]:
    """Return the files that can hold the licence of the weights; report what is left aside."""
    own = [name for name in files if _WEIGHTS.search(name.casefold())]
    other = [name for name in files if name not in own and not _CODE.search(name.casefold())]
    chosen = own or other
    place = Place(file=files[0]) if files else Place(file=".")
    if files and not chosen:
        reading.report("ADH-MOD-168", place, files=", ".join(files))
    elif len(files) > 1:
        reading.report("ADH-MOD-167", place, files=", ".join(files), chosen=", ".join(chosen))
    return chosen


def _content(folder: Folder, name: str, reading: Reading) -> _File | None:
    try:
        content = read_text_bytes(folder, name, SIZE_LIMIT)
        text = content.decode("utf-8-sig")
    except TooLargeError:
        reading.report("ADH-MOD-162", Place(file=name), reason=note("too-large"))
    except (UnicodeDecodeError, OSError):
        reading.report("ADH-MOD-162", Place(file=name), reason=note("no-text"))
    else:
        return _File(name, sha256(content).hexdigest(), text)
    return None


def _identify(file: _File, reading: Reading) -> None:
    from adhere.models.licences.fingerprints import nearest  # noqa: PLC0415 - only where there is a licence text

    match = nearest(file.text)
    if match is None:
        reading.report("ADH-MOD-162", Place(file=file.name), reason=note("too-short"))
        return
    licence = by_id(match.licence)
    if licence is not None and _is_that(licence, match):
        _add_facts(licence, match, file, reading)
    elif licence is not None and max(match.known_in_text, match.text_in_known) >= _SOME:
        words = " ".join((match.added or ())[:_WORDS_SHOWN]) or "-"
        shares = _percentages(match)
        reading.report("ADH-MOD-161", Place(file=file.name), name=licence.name, words=words, **shares)
    else:
        reading.report("ADH-MOD-160", Place(file=file.name))


def _is_that(licence: Licence, match: Match) -> bool:
    """Whether a text is a licence: word for word where that would open the exemption, nearly so elsewhere."""
    if licence.free_and_open_source is not Truth.YES:
        return match.both >= identified_from()
    harmless = harmless_words()
    added = match.added is not None and all(word in harmless or word.isdigit() for word in match.added)
    return added and match.known_in_text >= 0.99


def _add_facts(licence: Licence, match: Match, file: _File, reading: Reading) -> None:
    source = Source(file=file.name, method="comparison with known licence texts", sha256=file.sha256)
    said = note("text", name=licence.name, **_percentages(match))
    reading.facts.append(
        Fact(id="licence.spdx", value=licence.id, basis=Basis.MEASURED, sources=(source,), rank=0, note=said)
    )
    add_exemption(licence.alone, source, Place(file=file.name), 0, reading)


def _percentages(match: Match) -> dict[str, str]:
    return {
        "known_in_text": f"{match.known_in_text * 100:.0f}",
        "text_in_known": f"{match.text_in_known * 100:.0f}",
    }


def _same(text: str, tag: str) -> bool:
    """Whether a text and a tag can be the same licence: one version choice or one part of an expression apart."""
    version = re.compile(r"(-only|-or-later)\b")
    parts = {version.sub("", part) for part in re.split(r" (?:AND|OR|WITH) |[()]", tag)}
    return version.sub("", text) in parts


def _both(readings: Sequence[Fact]) -> Text:
    said = [plain(fact.sources[0].label()) for fact in readings]
    yes, no = Text("yes", "ja"), Text("no", "nee")
    answers = [yes if fact.value is True else no for fact in readings]
    pairs = list(zip(said, answers, strict=True))
    return Text(
        "; ".join(f"{s.en}: {a.en}" for s, a in pairs), "; ".join(f"{s.nl}: {a.nl}" for s, a in pairs)
    )
