# SPDX-License-Identifier: EUPL-1.2
"""Serious incidents: taken in, reported on, with the clocks of their reports. Article 55(1)(c)."""
