# SPDX-License-Identifier: EUPL-1.2
"""Notices of last days by e-mail: of what a provider owes under a code, and of requests it has to answer."""
