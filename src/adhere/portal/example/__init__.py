# SPDX-License-Identifier: EUPL-1.2
"""Examples to look round with: every organisation is marked as one, and everything is made by the acts people do."""
