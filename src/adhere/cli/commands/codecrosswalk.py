# SPDX-License-Identifier: EUPL-1.2
"""``adhere code crosswalk``: how a code relates to international approaches (Article 56(1)), framework by framework."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.codereading import read_meant, sound
from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.codes.code import Code
    from adhere.codes.crosswalk import Crosswalk


def crosswalk() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("crosswalk.crosswalk")
    @click.argument("named", metavar="CODE")
    @click.option("--framework", metavar="ID", help=say("crosswalk.help-framework"))
    @format_option("text", "json", "html")
    @click.option("--out", type=Folder(), metavar=say("code.metavar-file"), help=say("code.help-out"))
    @language_option()
    def crosswalk(named: str, framework: str | None, output: str, out: Path | None) -> None:
        run(named, framework, output, out)

    return crosswalk


def run(named: str, framework_id: str | None, output: str, out: Path | None) -> None:
    """Print the cross-walks of a code, or write them as a page; exit 2 where there is no such code or framework."""
    from adhere.cli.crosswalkjson import crosswalk_json
    from adhere.law.library import Law

    if out is not None and output != "html":
        refuse(say("code.out-html"))
    law = Law()
    code = sound(read_meant(named, law), output, law, "crosswalk")
    walks = _walks(code, framework_id)
    data = crosswalk_json(code, walks, law, language())
    if output == "json":
        print_json(data)
    elif output == "html":
        from adhere.cli.documents import STDOUT, deliver
        from adhere.render.crosswalkdocument import crosswalk_document

        deliver(
            crosswalk_document(code, walks, language(), data), str(out) if out is not None else STDOUT, "html"
        )
    else:
        from adhere.cli.crosswalkview import framework_page, overview_page

        page = (
            framework_page(walks[0], language()) if framework_id else overview_page(code, walks, language())
        )
        page.print()


def _walks(code: Code, framework_id: str | None) -> list[Crosswalk]:
    """Return the cross-walks asked for; exit 2 where the code has none, or none of that id."""
    from adhere.codes.crosswalk import Crosswalk, codes_with_crosswalks, framework, known_frameworks

    known = known_frameworks(code.id)
    if not known:
        refuse(say("crosswalk.no-crosswalks", code=code.id, known=", ".join(codes_with_crosswalks())))
    if framework_id is not None and framework_id not in known:
        from adhere.dossier.wording import near

        told = {"framework": framework_id, "near": near(framework_id, known), "known": ", ".join(known)}
        refuse(say("crosswalk.no-framework", code=code.id, **told))
    chosen = known if framework_id is None else (framework_id,)
    return [Crosswalk(code=code, framework=framework(code.id, one)) for one in chosen]
