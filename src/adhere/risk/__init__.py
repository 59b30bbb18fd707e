# SPDX-License-Identifier: EUPL-1.2
"""Systemic risk: its types and sources, scenarios, tiers, mitigations, incidents and their clocks (Articles 55 and 56(2)(c) and (d))."""
