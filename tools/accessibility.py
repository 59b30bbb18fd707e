# SPDX-License-Identifier: EUPL-1.2
"""Look at every kind of page of the portal with axe and write what was found to the data of the statement: ``make accessibility``.

Exits 1 where something stands in someone's way; the statement then says so.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.portal.settings"


def main() -> int:
    """Look, write, and return how it ended."""
    import django  # noqa: PLC0415 - reads the settings named above

    django.setup()
    from django.utils import timezone  # noqa: PLC0415
    from tests.journeys.browsing import browser  # noqa: PLC0415 - needs Django set up
    from tests.journeys.looking import Played, keep, look  # noqa: PLC0415
    from tests.journeys.providing import SETTINGS, providing  # noqa: PLC0415
    from tests.journeys.served import serve  # noqa: PLC0415
    from tests.journeys.ways_in import look_at_ways_in  # noqa: PLC0415

    with serve() as portal, browser() as opened:
        Played(opened, portal).play()
        looked = look(opened, portal)
    with providing() as known, serve(known.origin, **SETTINGS) as portal, browser() as opened:
        look_at_ways_in(opened, portal, known, looked)
    keep(looked, timezone.localdate())
    told = f"{looked.read} pages read, {len(looked.pages)} of {len(looked.kinds)} kinds looked at"
    print(f"{told}, {len(looked.found)} barriers")
    print("\n".join(looked.found))
    return 1 if looked.found else 0


if __name__ == "__main__":
    sys.exit(main())
