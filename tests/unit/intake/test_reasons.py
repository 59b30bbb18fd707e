# SPDX-License-Identifier: EUPL-1.2
"""Plain words for what the disk and the YAML reader say."""

import errno

import pytest

from adhere.intake.reasons import IrregularFileError, disk_reason, yaml_reason
from adhere.intake.tree import parse

PIPE_IN_DUTCH = "het is geen gewoon bestand, maar een pipe, een socket of een apparaat"


@pytest.mark.parametrize(
    ("error", "english", "dutch"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied"),
            "you have no right to it",
            "u hebt er geen rechten op",
        ),
        (FileNotFoundError("gone"), "it does not exist", "het bestaat niet"),
        (IrregularFileError("x"), "it is no ordinary file but a pipe, a socket or a device", PIPE_IN_DUTCH),
        (NotADirectoryError("file"), "it is a file, not a folder", "het is een bestand, geen map"),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full", "de schijf is vol"),
    ],
)
def test_a_refusal_of_the_disk_is_said_in_both_languages(error: OSError, english: str, dutch: str) -> None:
    assert (disk_reason(error).en, disk_reason(error).nl) == (english, dutch)


def test_a_refusal_that_is_not_listed_is_said_as_the_system_says_it() -> None:
    assert disk_reason(OSError(errno.EXDEV, "Invalid cross-device link")).nl == "Invalid cross-device link"


@pytest.mark.parametrize(
    ("content", "english", "dutch"),
    [
        (b"a: b: c", "colon", "dubbele punt"),
        (b"a: 1\nb 2\nc: 3\n", "no colon", "geen dubbele punt"),
        (b"a:\n\tb: 1", "tab", "tab"),
        (b"a: @x", "'@'", "'@'"),
        (b'a: "x', "quote", "aanhalingsteken"),
        (b"a: [1, 2\nb: 3", "closing ]", "sluitende ]"),
        (b"a: {b: 1\nc: 2", "closing }", "sluitende }"),
        (b"- a\nb: 1", "does not fit", "past niet"),
        (b"a: -\n  b", "dash", "streepje"),
        (b"a: \x00", "invisible", "onzichtbaar"),
        (b'a: "C:\\Users"', "backslash", "backslash"),
        (b'a: "\\UFFFFFFFF"', "backslash", "backslash"),
        (b"[a]: 1", "name of a field", "naam van een veld"),
        (b"a: [,]", "value is missing", "ontbreekt een waarde"),
        (b"a: > x", "next line", "volgende regel"),
        (b"{a: 1} b", "behind the end", "na het einde"),
    ],
)
def test_a_syntax_error_is_said_in_plain_words(content: bytes, english: str, dutch: str) -> None:
    reason = yaml_reason(parse(content).mistakes[0].detail)
    assert english in reason.en
    assert dutch in reason.nl


def test_what_is_not_listed_is_still_said_in_words() -> None:
    assert yaml_reason("found undefined tag handle '!a!'").nl == "dit kan hier niet staan"
