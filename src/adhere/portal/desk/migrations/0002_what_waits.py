# SPDX-License-Identifier: EUPL-1.2
"""Mark the submissions that were taken up or concluded on before a submission told so itself."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def mark(apps: Any, _: Any) -> None:
    """Mark what has an evaluation as taken up, and what is concluded on as no longer waiting."""
    submissions = apps.get_model("submissions", "Submission").objects
    evaluations = apps.get_model("desk", "Evaluation").objects
    submissions.filter(pk__in=evaluations.values("submission")).update(untouched=False)
    submissions.filter(pk__in=evaluations.filter(state="concluded").values("submission")).update(waits=False)


class Migration(migrations.Migration):
    """From evaluations to submissions; on the way back the columns go."""

    dependencies = (("desk", "0001_initial"), ("submissions", "0002_what_waits"))
    operations = (migrations.RunPython(mark, migrations.RunPython.noop),)
