# SPDX-License-Identifier: EUPL-1.2
"""Sessions of people: how long one lasts, whose it is, and ending one from elsewhere. OWASP ASVS 5.0.0, V7."""
