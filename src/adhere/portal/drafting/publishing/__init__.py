# SPDX-License-Identifier: EUPL-1.2
"""Publishing a version of a code and planning its review. Article 56(1) and (8)."""
