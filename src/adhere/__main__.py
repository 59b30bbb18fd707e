# SPDX-License-Identifier: EUPL-1.2
"""The command ``adhere``, and ``python -m adhere``."""

from adhere.cli.main import main

if __name__ == "__main__":
    main()
