# SPDX-License-Identifier: EUPL-1.2
"""The codes of practice: what each asks, covers, and where two differ."""
