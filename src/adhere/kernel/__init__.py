# SPDX-License-Identifier: EUPL-1.2
"""The kernel: what every other room stands on, and which stands on nothing."""
