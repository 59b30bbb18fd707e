# SPDX-License-Identifier: EUPL-1.2
"""The log of the Hugging Face trainer, ``trainer_state.json``: tokens seen, run time, and total_flos as a witness.

Format: https://huggingface.co/docs/transformers/main_classes/callback#transformers.TrainerState. ``total_flos`` is
6 x tokens x all parameters outside the embeddings: padding and every expert count, attention does not, an adapter counts
as full training. It never stands for training compute.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal, InvalidOperation
from typing import BinaryIO

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.models.compute.notes import note
from adhere.models.facts import Fact
from adhere.models.folder import Entry, Folder
from adhere.models.readers.json_object import JsonObject, read_object
from adhere.models.reading import Reading

NAME = "trainer_state.json"
RANK = 20
WITNESS_RANK = 90
WHOLE = 8 * 1024 * 1024
"""Bytes: a longer log is read at its beginning and its end alone; what lies between is the history of losses."""
END = 256 * 1024
LARGEST = Decimal("1e40")
"""No training reaches this many of anything."""
DAY = Decimal(86_400)
_DAYS = Context(prec=28)
_CHECKPOINT = re.compile(r"(?:^|/)checkpoint-(\d{1,12})/trainer_state\.json$")
_HISTORY = b'"log_history": ['
_AFTER_HISTORY = re.compile(rb'\]\s*,\s*"logging_steps"')


def read_trainer_state(folder: Folder) -> Reading:
    """Return the facts of the trainer's log in a folder, of several the last checkpoint of the topmost run."""
    reading = Reading()
    name = _chosen(folder.entries(), reading)
    if name is None:
        return reading
    state = _state(folder, name, reading)
    if state is not None:
        _tokens(state, reading)
        _run_time(state, reading)
        _total_flos(state, reading)
    return reading


def _chosen(entries: Mapping[str, Entry], reading: Reading) -> str | None:
    """Choose one log; logs of different runs are not added up, as nobody can tell whether they follow one another."""
    names = [name for name in entries if name.rsplit("/", 1)[-1] == NAME]
    if not names:
        return None
    runs: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        checkpoint = _CHECKPOINT.search(name)
        run = name[: checkpoint.start()] if checkpoint else name[: -len(NAME)].rstrip("/")
        runs.setdefault(run, []).append((int(checkpoint[1]) if checkpoint else 10**12, name))
    first = min(runs, key=lambda run: (run.count("/") + bool(run), run))
    chosen = max(runs[first])[1]
    if len(runs) > 1:
        reading.report("ADH-MOD-233", Place(file=chosen), count=len(runs), used=chosen)
    return chosen


def _state(folder: Folder, name: str, reading: Reading) -> JsonObject | None:
    size = folder.entries()[name].size
    if size <= WHOLE:
        return read_object(folder, name, reading, WHOLE)
    shortened = _shortened(folder, name, size)
    if shortened is None:
        reading.report("ADH-MOD-231", Place(file=name), size=size, limit=WHOLE)
        return None
    state = read_object(_Shortened(name, shortened), name, reading, WHOLE)
    return state and replace(state, sha256="")  # of what was read together, no digest tells anything


def _shortened(folder: Folder, name: str, size: int) -> bytes | None:
    """Return the log without its history but for the last entry; the trainer writes its keys in alphabetical order."""
    try:
        with folder.open(name) as file:
            head = file.read(END)
            file.seek(size - END)
            tail = file.read(END)
    except OSError:
        return None
    start, after = head.find(_HISTORY), None
    for found in _AFTER_HISTORY.finditer(tail):
        after = found
    if start < 0 or after is None:
        return None
    last = tail.rfind(b"{", 0, after.start())
    return head[: start + len(_HISTORY)] + tail[max(last, 0) :] if last >= 0 else None


@dataclass(frozen=True, slots=True)
class _Shortened:
    """A folder of one file: the log without its history."""

    name: str
    content: bytes

    def entries(self) -> Mapping[str, Entry]:
        return {self.name: Entry(self.name, len(self.content))}

    def open(self, name: str) -> BinaryIO:
        if name != self.name:
            raise FileNotFoundError(name)
        return io.BytesIO(self.content)


def _tokens(state: JsonObject, reading: Reading) -> None:
    tokens = _number(state, "num_input_tokens_seen", reading)
    if not tokens:
        reading.report("ADH-MOD-217", Place(file=state.file))
        return
    said = note("trainer-tokens", step=_plain(state, "global_step"), epoch=_plain(state, "epoch"))
    keys = ("num_input_tokens_seen",)
    reading.facts.append(_fact("data.training.tokens", Quantity.exactly(tokens, "tokens"), state, keys, said))


def _run_time(state: JsonObject, reading: Reading) -> None:
    history = state.value.get("log_history")
    entries = [entry for entry in history if isinstance(entry, dict)] if isinstance(history, list) else []
    times = [time for entry in entries if (time := _from_zero(entry.get("train_runtime"))) is not None]
    stamps = [stamp for entry in entries if (stamp := _from_zero(entry.get("timestamp"))) is not None]
    seconds, said = sum(times, Decimal(0)), note("trainer-runtime", sessions=len(times))
    if not times and len(stamps) > 1:
        seconds, said = max(stamps) - min(stamps), note("trainer-timestamps")
    if seconds:
        days = Quantity.at_least(_DAYS.divide(seconds, DAY), "days")
        reading.facts.append(_fact("compute.training.duration", days, state, ("log_history",), said))


def _total_flos(state: JsonObject, reading: Reading) -> None:
    flos = _number(state, "total_flos", reading)
    if not flos:
        return
    reading.report("ADH-MOD-202", Place(file=state.file, at="key total_flos"), value=f"{flos:.2e}")
    reading.facts.append(
        Fact(
            id="compute.training.operations",
            value=Quantity(
                unit="FLOP", value=flos
            ),  # no bounds: it is too high for mixtures, too low without attention
            basis=Basis.ESTIMATED,
            sources=(_source(state, "total_flos"),),
            rank=WITNESS_RANK,
            note=note("total-flos"),
            notion="parameter-updates",
        )
    )


def _fact(fact_id: str, value: Quantity, state: JsonObject, keys: tuple[str, ...], said: Text) -> Fact:
    return Fact(
        id=fact_id,
        value=value,
        basis=Basis.MEASURED,
        sources=(_source(state, *keys),),
        rank=RANK,
        note=said,
    )


def _source(state: JsonObject, *keys: str) -> Source:
    return Source(
        file=state.file, at=f"key {', '.join(keys)}", method="trainer-log", sha256=state.sha256 or None
    )


def _number(state: JsonObject, key: str, reading: Reading) -> Decimal | None:
    """Return a number of the log, 0 where it is not said; what is no number from 0 is reported."""
    value = state.value.get(key)
    if value is None:
        return Decimal(0)
    number = _from_zero(value)
    if number is None:
        shown = str(value)[:80]
        reading.report("ADH-MOD-232", Place(file=state.file, at=f"key {key}"), key=key, value=shown)
    return number


def _from_zero(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() and 0 <= number < LARGEST else None


def _plain(state: JsonObject, key: str) -> str:
    value = state.value.get(key)
    return str(value)[:24] if isinstance(value, int | float) else "?"
