# SPDX-License-Identifier: EUPL-1.2
"""Intake: bytes of others to plain values, with limits, lines and every mistake collected."""
