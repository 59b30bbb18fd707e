# SPDX-License-Identifier: EUPL-1.2
"""What whoever administers the portal does for people: their address, their ways to sign in, who administers, erasure on request."""
