# SPDX-License-Identifier: EUPL-1.2
"""What journeys start from: a portal that is served and a browser; where there is none they are skipped, and say so.

``make journeys`` runs them; they need Chromium (CHROMIUM names another place than /usr/bin/chromium) and Playwright for Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

try:
    from django.conf import settings

    _configured = settings.configured
except ImportError:
    _configured = False
collect_ignore_glob = [] if _configured else ["*"]
HERE = Path(__file__).parent

if _configured:
    from pytest_socket import enable_socket
    from tests.journeys.browsing import CHROMIUM, Someone, browser
    from tests.journeys.looking import Played
    from tests.journeys.served import Served, serve

    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        """Mark every journey as slow and let it use the network of this machine."""
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.slow)
                item.add_marker(pytest.mark.enable_socket)

    @pytest.fixture(scope="session")
    def portal() -> Iterator[Served]:
        """A portal with its examples."""
        enable_socket()
        with serve() as served:
            yield served

    @pytest.fixture(scope="session")
    def opened() -> Iterator[Any]:
        """A browser."""
        pytest.importorskip("playwright.sync_api", reason="no Playwright: pip install playwright")
        if not CHROMIUM.exists():
            pytest.skip(f"no browser at {CHROMIUM}: apt install chromium, or name it in CHROMIUM")
        enable_socket()
        with browser() as one:
            yield one

    @pytest.fixture(scope="session")
    def played(portal: Served, opened: Any) -> Played:
        """The journeys, each played once however many tests need what comes of it."""
        return Played(opened, portal)

    @pytest.fixture
    def someone(portal: Served, opened: Any) -> Iterator[Callable[..., Someone]]:
        """Bring someone with a browser of their own to the portal."""
        there: list[Someone] = []

        def come(**how: Any) -> Someone:
            there.append(Someone(opened, portal, **how))
            return there[-1]

        yield come
        for one in there:
            one.context.close()
