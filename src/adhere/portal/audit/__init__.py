# SPDX-License-Identifier: EUPL-1.2
"""Every act as an event that can only be added, in a Merkle tree under signed checkpoints."""
