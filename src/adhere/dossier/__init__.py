# SPDX-License-Identifier: EUPL-1.2
"""The dossier: a folder in git with ``adhere.yaml`` at its root, in which a provider states what no file can tell."""
