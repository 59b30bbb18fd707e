# SPDX-License-Identifier: EUPL-1.2
"""Complaints about providers: taken in, acknowledged, answered. Article 89(2)."""
