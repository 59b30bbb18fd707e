# SPDX-License-Identifier: EUPL-1.2
"""Evaluating a submission: beside the report of the last period, with findings and a conclusion. Article 56(5) and (6)."""
