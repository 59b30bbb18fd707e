# SPDX-License-Identifier: EUPL-1.2
"""The Robots Exclusion Protocol, RFC 9309 (https://www.rfc-editor.org/rfc/rfc9309): one reader of robots.txt for the whole of adhere."""
