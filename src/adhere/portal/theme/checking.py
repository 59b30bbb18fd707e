# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the themes of a deployer: what keeps the portal from starting, and what would only not be seen."""

from __future__ import annotations

from django.conf import settings

from adhere.kernel.text import Text
from adhere.portal.environment import SettingError
from adhere.portal.theme.stylechecks import broken_styles, refused_styles
from adhere.portal.theme.templatechecks import broken_templates, unused_templates


def faults() -> list[Text]:
    """Return everything that is wrong, each with what to do."""
    if not settings.THEMES:
        return []
    return [*_broken(), *unused_templates(), *refused_styles()]


def ensure_sound() -> None:
    """Raise SettingError where pages would fail under a theme; what would only not be seen is for ``adhere portal check``."""
    found = _broken() if settings.THEMES else []
    if found:
        every = Text("\n".join(one.en for one in found), "\n".join(one.nl for one in found))
        raise SettingError("THEMES", "broken-theme", faults=every)


def _broken() -> list[Text]:
    return [*broken_templates(), *broken_styles()]
