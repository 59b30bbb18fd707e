# SPDX-License-Identifier: EUPL-1.2
"""Runs the command line as people do, and makes small folders to run it on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adhere.cli.main import main
from adhere.cli.wording import language

CONFIG = {
    "model_type": "llama",
    "architectures": ["LlamaForCausalLM"],
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 128,
    "vocab_size": 1000,
    "max_position_embeddings": 2048,
}
DOSSIER = """\
format: adhere/dossier/1
provider:
  name: "Example provider"
  established_in: US
stated:
  who: "A. Person, legal"
  when: 2026-03-01
models:
  example:
    artefacts: model
    statements:
      market.placed_on: 2026-05-04
      compute.training.operations: 4e23
      compute.training.cumulative: 4e23
      modalities.output: [text]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of one run."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def adhere(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Ran:
    """Run the command line in this process, without a terminal, in English unless the environment says otherwise."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "ADHERE_LANG", "NO_COLOR"):
            patch.delenv(name, raising=False)
        for name, value in {"COLUMNS": "80", "LANG": "C.UTF-8", "LANGUAGE": "en", **environment}.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["adhere", *map(str, arguments)])
        if cwd is not None:
            patch.chdir(cwd)
        language.cache_clear()
        try:
            status = main()
        except SystemExit as end:
            status = end.code
        finally:
            language.cache_clear()
    texts = [stream.buffer.getvalue().decode() for stream in (_flushed(out), _flushed(err))]
    return Ran(status=int(status or 0), out=texts[0], err=texts[1])


def _flushed(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    stream.flush()
    return stream


def adhere_apart(*arguments: str | Path) -> Ran:
    """Run ``python -m adhere`` in a process of its own, where every warning is an error."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "adhere", *map(str, arguments)],
        env={**os.environ, "COLUMNS": "80", "LANG": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Ran(status=done.returncode, out=done.stdout, err=done.stderr)


def model_folder(path: Path) -> Path:
    path.mkdir(parents=True)
    (path / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    return path


def dossier(path: Path, text: str = DOSSIER) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    model_folder(path / "model")
    (path / "adhere.yaml").write_text(text, encoding="utf-8")
    return path
