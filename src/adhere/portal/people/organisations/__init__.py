# SPDX-License-Identifier: EUPL-1.2
"""Organisations that take part: made and changed by the office or whoever administers the portal."""
