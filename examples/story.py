# SPDX-License-Identifier: EUPL-1.2
"""The story that `make run` tells: a stated fact, and the duty that follows from it."""

import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    example = Path(__file__).parent / "spine"
    sys.exit(
        subprocess.run([sys.executable, "-m", "adhere", "classify", str(example)], check=False).returncode
    )
