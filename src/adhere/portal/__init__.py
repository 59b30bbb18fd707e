# SPDX-License-Identifier: EUPL-1.2
"""The portal: where a code of practice is drawn up, joined, reported on, assessed and read. Article 56; the only room that knows Django."""
