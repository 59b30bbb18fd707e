# SPDX-License-Identifier: EUPL-1.2
"""Forms whose words stand in ``data/texts``: the label of a field is ``<area>.field-<name>``, its hint ``<area>.hint-<name>`` where there is one.

The summary of errors above a form follows the pattern of GOV.UK (https://design-system.service.gov.uk/components/error-summary/).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.functional import lazystr

from adhere.portal.wording import say, texts_of


class WordedForm(forms.Form):
    """A form of one area of words."""

    area: ClassVar[str] = ""
    template_name = "portal/form.html"
    sometimes: ClassVar[tuple[str, ...]] = ()
    """Fields that are asked for only in some cases, so that programs are not told to send them always."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = texts_of(self.area)
        for name, field in self.fields.items():
            field.label = say(f"{self.area}.field-{name}")
            if f"hint-{name}" in words:
                field.help_text = say(f"{self.area}.hint-{name}")
            if isinstance(field, forms.ModelChoiceField) and field.empty_label is not None:
                field.empty_label = say("theme.no-choice")

    def refuse(self, name: str, field: str | None = None, **values: object) -> None:
        """Add an error in words: of one field, or of the whole form."""
        self.add_error(field, say(name, **values))


def choices(prefix: str, values: Any) -> list[tuple[str, Any]]:
    """Return the choices of a vocabulary in words that follow the language of the request: ``people.kind`` names people.kind-<value>."""
    return [(str(value), _later(f"{prefix}-{value}")) for value in values]


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """Return what a form takes: the fields and files of a request that sends it, nothing of one that shows it."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


class _Said:
    """A text said when it is shown."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return say(self.name)


def _later(name: str) -> Any:
    return lazystr(_Said(name))
