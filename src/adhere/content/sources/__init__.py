# SPDX-License-Identifier: EUPL-1.2
"""The register of the sources that training content came from, and what people say of each: section 2 of the template of Article 53(1)(d)."""
