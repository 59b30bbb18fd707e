# SPDX-License-Identifier: EUPL-1.2
"""The portal as people and machines use it, on both databases."""
