# SPDX-License-Identifier: EUPL-1.2
"""Charts drawn by matplotlib, as SVG or PNG, the same to the byte each time; imported only where a chart is drawn.

SVG ids are hashed with a fixed salt and no date is written (https://matplotlib.org/stable/users/explain/customizing.html); text
becomes outlines, so that no typeface of the machine is asked for.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from typing import Any, Literal

from adhere.render.document import Chart
from adhere.render.extras import missing_extra

COLOURS = ("#1d5b8f", "#c25e12", "#4d7d2a", "#7a5195", "#8a8a8a", "#b0413e")
"""Dark enough for three to one against white (https://www.w3.org/TR/WCAG22/#non-text-contrast)."""
HATCHES = ("", "//", "..", "xx", "", "\\\\")
WIDTH = 6.4
"""Inches; the text of an A4 page is this wide."""
DPI = 160
NAME_WIDTH = 26
"""Characters of a line of a name."""
SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "adhere",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.6,
}


def drawn(chart: Chart, to: Literal["svg", "png"]) -> bytes:
    """Return a chart as a picture; raise MissingExtraError where matplotlib is not installed."""
    with missing_extra("charts"):
        import matplotlib as mpl  # noqa: PLC0415 - a second of start-up that only a chart should cost
        from matplotlib.figure import Figure  # noqa: PLC0415

    settings: Any = {**mpl.rcParamsDefault, **SETTINGS}
    with mpl.rc_context(settings):
        height = 0.6 + 0.32 * len(chart.categories) + (0.3 if len(chart.series) > 1 else 0)
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        _draw(figure.add_subplot(), chart)
        _set_typeface(figure, f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans.ttf")
        content = io.BytesIO()
        metadata: dict[str, Any] = {"Date": None, "Creator": None} if to == "svg" else {"Software": None}
        with warnings.catch_warnings(action="ignore"):  # a sign the typeface lacks is in the table
            figure.savefig(content, format=to, dpi=DPI, metadata=metadata)
    return content.getvalue()


def _draw(axes: Any, chart: Chart) -> None:
    places = range(len(chart.categories))
    left = [0.0] * len(chart.categories)
    for number, series in enumerate(chart.series):
        widths = [float(value or 0) for value in series.values]
        style = {"color": COLOURS[number % len(COLOURS)], "hatch": HATCHES[number % len(HATCHES)]}
        bars = axes.barh(
            places, widths, left=left, height=0.62, edgecolor="white", label=_plain(series.name), **style
        )
        left = [start + width for start, width in zip(left, widths, strict=True)]
    axes.bar_label(bars, map(_plain, chart.labels or [""] * len(left)), padding=4)
    axes.set_yticks(places, [_plain(_wrapped(name)) for name in chart.categories])
    axes.invert_yaxis()
    _set_scale(axes, chart)
    if len(chart.series) > 1:
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, borderaxespad=0)


def _wrapped(name: str) -> str:
    """Return a name on two lines at most; the table has all of it."""
    return "\n".join(textwrap.wrap(name, NAME_WIDTH, max_lines=2, placeholder="…"))


def _set_scale(axes: Any, chart: Chart) -> None:
    """Each bar says its value, so the axis only says what is drawn and leaves room for the words."""
    if chart.powers:
        axes.set_xscale("log")
        smallest = min(float(value) for series in chart.series for value in series.values if value)
        axes.set_xlim(left=smallest / 10)
    low, high = axes.get_xlim()
    axes.set_xlim(right=high * (high / low) ** 0.35 if chart.powers else high * 1.3)
    axes.set_xticks([], minor=False)
    axes.set_xticks([], minor=True)
    axes.set_xlabel(_plain(chart.axis), loc="left")


def _set_typeface(figure: Any, file: str) -> None:
    """Take the typeface that comes with matplotlib, whatever the machine has under the same name."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415
    from matplotlib.text import Text  # noqa: PLC0415

    for text in figure.findobj(Text):
        text.set_fontproperties(FontProperties(fname=file, size=text.get_fontsize()))


def _plain(text: str) -> str:
    """Return text in which a dollar sign is a dollar sign, not mathematics (https://matplotlib.org/stable/users/explain/text/mathtext.html)."""
    return text.replace("$", r"\$")
