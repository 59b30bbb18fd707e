# SPDX-License-Identifier: EUPL-1.2
"""Working groups and meetings, their calendar and minutes. Article 56(3)."""
