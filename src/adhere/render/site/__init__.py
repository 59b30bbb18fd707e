# SPDX-License-Identifier: EUPL-1.2
"""Requirements and measures as a website without a server: in two languages, for every reader, from a disk as from a host."""
