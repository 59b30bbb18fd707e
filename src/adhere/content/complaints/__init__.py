# SPDX-License-Identifier: EUPL-1.2
"""Complaints of rightsholders, Measure 1.5 of the Copyright chapter of the code of practice: what was lodged, and how it was dealt with."""
