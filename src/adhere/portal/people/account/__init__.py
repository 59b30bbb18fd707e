# SPDX-License-Identifier: EUPL-1.2
"""One's own account: what is kept of a person, a copy of it, and its erasure (GDPR, Articles 15, 17 and 20)."""
