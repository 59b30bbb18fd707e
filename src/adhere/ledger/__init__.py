# SPDX-License-Identifier: EUPL-1.2
"""What is issued can be proved: canonical JSON, signatures, selective disclosure and a Merkle log."""
