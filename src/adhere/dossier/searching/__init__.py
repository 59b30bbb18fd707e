# SPDX-License-Identifier: EUPL-1.2
"""Search in what people keep: an index over every imported text, and over the records that come with the program."""
