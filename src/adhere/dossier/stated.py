# SPDX-License-Identifier: EUPL-1.2
"""What people stated in the answers files of one model, as values; apart from the reading of them, which needs YAML.

Format ``adhere/answers/1`` (``docs/en/documentation.md``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from adhere.forms.answers import Answer
from adhere.forms.form import Form
from adhere.kernel.finding import Finding


@dataclass(slots=True, kw_only=True)
class StatedAnswers:
    """The answers people gave for one model, by form; an incident has the name of its file.

    ``wrong`` holds the fields that were answered in a way that could not be read; ``forms`` the version of each form.
    """

    by_form: dict[str, dict[str, Answer]] = field(default_factory=dict)
    wrong: dict[str, frozenset[str]] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
