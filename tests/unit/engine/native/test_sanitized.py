# SPDX-License-Identifier: EUPL-1.2
"""No octet outside a text, a table or a column is read or written by the functions in C, whatever they are given: a compiler's sanitizers watch.

``ADHERE_SECONDS`` says for how many seconds of the processor each seed runs, ``ADHERE_SEED`` which one is first.
"""

from __future__ import annotations

import os
import struct
import subprocess
from pathlib import Path

import pytest
from tests.madeup.addresses import ENDS, HOSTS, STARTS
from tests.unit.engine.native.functions_in_c import needs_a_compiler
from tests.unit.engine.native.test_broken_tables import CALLS

from adhere.engine.domains.suffixlist import read_suffixes, rows
from adhere.engine.native import building, names

SECONDS = float(os.environ.get("ADHERE_SECONDS", "1.5"))
SEED = int(os.environ.get("ADHERE_SEED", "1"))
DRIVER = Path(__file__).with_name("sanitized") / "driver.c"
WATCHED = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all")
OTHER_POINTERS = "-fno-sanitize=function"
"""Of clang alone: functions of the engine are called by pointers that say less of what they are given."""


def _sanitized(folder: Path) -> Path | None:
    """Compile the functions with the driver; None where the compiler has no sanitizers that work here."""
    command = building.compiler() or ()
    nothing = folder / "nothing.c"
    nothing.write_text("#include <sanitizer/asan_interface.h>\nint main(void) { return 0; }\n")
    for options in ((*WATCHED, OTHER_POINTERS), WATCHED):
        if (
            _compiled(command, options, [nothing], folder / "nothing")
            and not subprocess.run([folder / "nothing"], check=False).returncode
        ):
            break
    else:
        return None
    driver = folder / "driver"
    assert _compiled(
        command,
        ("-std=c11", "-g", "-O1", f"-I{building.SOURCE}", *options),
        [DRIVER, *building.SOURCE.glob("*.c")],
        driver,
    )
    return driver


def _compiled(command: tuple[str, ...], options: tuple[str, ...], sources: list[Path], made: Path) -> bool:
    done = subprocess.run([*command, *options, "-o", made, *sources], capture_output=True, check=False)
    return done.returncode == 0


def _texts() -> list[str]:
    """URLs of every kind, those of the tables again and again, and those at the edge of a length that means something."""
    met = [text for call in CALLS.values() for text, *_ in call.rows if isinstance(text, str)]
    paths = ["private", "privat", "priva", "secret", "%53ecret", "x/.pdf", "x/é.pdf", "x/pdf", "a^b", "pr%41"]
    met += [f"https://a.example/{path}" for path in paths]
    near = ["x" * count for count in (2047, 2048, 2049, 6143, 6144, 7000)]
    near += ["%61" + "é" * count for count in (1022, 1023)] + ["%c3" * count for count in (682, 683)]
    hosts = [f"https://{'a.' * count}uk/" for count in (1, 2, 10, 62, 63, 64, 65, 66, 130, 200)]
    drawn = [start + host + ENDS[at % len(ENDS)] for start in STARTS[:2] for at, host in enumerate(HOSTS)]
    return [*drawn, *hosts * 5, *(f"https://a.example/{path}" for path in near), *met * 3]


def _tables() -> dict[str, bytes]:
    deep = {".".join(["a"] * count + ["uk"]): 63 + count % 4 for count in range(70)}
    return {name: call.table for name, call in CALLS.items()} | {
        "some-suffixes": names.packed(
            [(name.encode(), labels or 0) for name, labels, _ in rows(read_suffixes(), "private")][:300]
        ),
        "deep": names.packed([(name.encode(), number) for name, number in deep.items()]),
        "none": names.packed([]),
    }


@pytest.fixture(scope="module")
def driven(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sanitized")
    driver = _sanitized(folder)
    if driver is None:
        pytest.skip(f"NOT TESTED: {building.compiler()} cannot watch what is read ({' '.join(WATCHED)})")
    encoded = [text.encode() for text in _texts()]
    (folder / "texts").write_bytes(b"".join(struct.pack("<I", len(one)) + one for one in encoded))
    files = []
    for name, table in _tables().items():
        files.append(folder / name)
        files[-1].write_bytes(table)
    return [driver, folder / "texts", files]


@needs_a_compiler
@pytest.mark.parametrize("nth", range(2))
def test_nothing_outside_is_read_or_written(driven, nth):
    driver, texts, tables = driven
    done = subprocess.run(
        [driver, str(SEED + nth), str(SECONDS), texts, *tables],
        capture_output=True,
        text=True,
        timeout=60 + 20 * SECONDS,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout.split()[0]) > 10_000
