# SPDX-License-Identifier: EUPL-1.2
"""Requirements and measures: the chapter on general-purpose AI models as a catalogue for people who have work to do.

Articles 52 to 56 and 91 of Regulation (EU) 2024/1689; the way of presenting follows the Algoritmekader of the Dutch government.
"""
