# SPDX-License-Identifier: EUPL-1.2
"""Invitations: to this site, to take part in drawing up a code, to adhere to one. Article 56(3) and (7)."""
