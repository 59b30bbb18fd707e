# SPDX-License-Identifier: EUPL-1.2
"""Joining a code and reporting on it: statements of adherence, bundles and reports. Article 56(5) and (7)."""
