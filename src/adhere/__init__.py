# SPDX-License-Identifier: EUPL-1.2
"""adhere: codes of practice under Article 56 of Regulation (EU) 2024/1689 (the AI Act)."""

__version__ = "0.1.0"
