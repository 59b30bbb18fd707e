# SPDX-License-Identifier: EUPL-1.2
"""The audit of reservations: which URLs were reserved when they were fetched, by which line of which record. Articles 53(1)(c) and 56(2)(b)."""
