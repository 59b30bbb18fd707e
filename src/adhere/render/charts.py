# SPDX-License-Identifier: EUPL-1.2
"""Charts drawn by matplotlib, as SVG or PNG, the same to the byte each time; imported only where a chart is drawn.

SVG ids are hashed with a fixed salt and no date is written (https://matplotlib.org/stable/users/explain/customizing.html); text
becomes outlines, so that no typeface of the machine is asked for.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from adhere.render.document import Chart, Matrix, Picture, Timeline
from adhere.render.extras import missing_extra

COLOURS = ("#1d5b8f", "#c25e12", "#4d7d2a", "#7a5195", "#8a8a8a", "#b0413e")
"""Dark enough for three to one against white (https://www.w3.org/TR/WCAG22/#non-text-contrast)."""
HATCHES = ("", "//", "..", "xx", "", "\\\\")
WIDTH = 6.4
"""Inches; the text of an A4 page is this wide."""
DPI = 160
NAME_WIDTH = 26
"""Characters of a line of a name."""
LEGEND_WIDTH = 18
"""Characters of a name of a colour that leave room for two more beside it."""
CELL_WIDTH = 11
"""Characters of a line in a cell of a matrix."""
LEAST_DAYS = 3
"""A timeline of no more days has no room to name one between its first and its last."""
SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "adhere",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.6,
}


def drawn(picture: Picture, to: Literal["svg", "png"]) -> bytes:
    """Return a picture as it is drawn; raise MissingExtraError where matplotlib is not installed."""
    with missing_extra("charts"):
        import matplotlib as mpl  # noqa: PLC0415 - a second of start-up that only a chart should cost
        from matplotlib.figure import Figure  # noqa: PLC0415

    settings: Any = {**mpl.rcParamsDefault, **SETTINGS}
    with mpl.rc_context(settings):
        figure = Figure(figsize=(WIDTH, _height(picture)), layout="constrained")
        _draw(figure.add_subplot(), picture)
        _set_typeface(figure, f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans.ttf")
        content = io.BytesIO()
        metadata: dict[str, Any] = {"Date": None, "Creator": None} if to == "svg" else {"Software": None}
        with warnings.catch_warnings(action="ignore"):  # a sign the typeface lacks is in the table
            figure.savefig(content, format=to, dpi=DPI, metadata=metadata)
    return content.getvalue()


def _height(picture: Picture) -> float:
    """Return the height in inches."""
    match picture:
        case Chart():
            return 0.6 + 0.32 * len(picture.categories) + _legend_height([one.name for one in picture.series])
        case Matrix():
            return 1.0 + 0.55 * len(picture.rows)
        case Timeline():
            return 0.8 + 0.32 * len(picture.spans) + _legend_height(picture.series)
    raise TypeError(type(picture).__name__)


def _legend_height(names: Sequence[str]) -> float:
    """Return the height of the names of colours above a picture, none where there is one colour."""
    lines = -(-len(names) // _legend_columns(names)) * (2 if _is_long(names) else 1)
    return (0.3 if lines == 1 else 0.1 + 0.2 * lines) if len(names) > 1 else 0


def _legend_columns(names: Sequence[str]) -> int:
    return 2 if _is_long(names) else 3


def _is_long(names: Sequence[str]) -> bool:
    """Whether three names do not fit beside each other."""
    return any(len(name) > LEGEND_WIDTH for name in names)


def _legend(axes: Any, names: Sequence[str], **more: Any) -> None:
    columns = _legend_columns(names)
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, frameon=False, borderaxespad=0, **more
    )


def _draw(axes: Any, picture: Picture) -> None:
    match picture:
        case Chart():
            _draw_bars(axes, picture)
        case Matrix():
            _draw_matrix(axes, picture)
        case Timeline():
            _draw_timeline(axes, picture)


def _draw_bars(axes: Any, chart: Chart) -> None:
    places = range(len(chart.categories))
    left = [0.0] * len(chart.categories)
    for number, series in enumerate(chart.series):
        widths = [float(value or 0) for value in series.values]
        style = {"color": COLOURS[number % len(COLOURS)], "hatch": HATCHES[number % len(HATCHES)]}
        bars = axes.barh(
            places,
            widths,
            left=left,
            height=0.62,
            edgecolor="white",
            label=_plain(_wrapped(series.name)),
            **style,
        )
        left = [start + width for start, width in zip(left, widths, strict=True)]
    axes.bar_label(bars, map(_plain, chart.labels or [""] * len(left)), padding=4)
    axes.set_yticks(places, [_plain(_wrapped(name)) for name in chart.categories])
    axes.invert_yaxis()
    _set_scale(axes, chart)
    if len(chart.series) > 1:
        _legend(axes, [one.name for one in chart.series])


def _draw_matrix(axes: Any, matrix: Matrix) -> None:
    """The lowest row stands at the bottom, as on any scale that rises."""
    rows, columns = len(matrix.rows), len(matrix.columns)
    darkest = max((shade for row in matrix.shades for shade in row), default=0) or 1
    for row in range(rows):
        for column in range(columns):
            shade = matrix.shades[row][column] / darkest if matrix.shades else 0
            colour = (1 - 0.18 * shade, 1 - 0.22 * shade, 1 - 0.3 * shade)
            axes.fill_between(
                (column, column + 1), row, row + 1, facecolor=colour, edgecolor="#8a8a8a", linewidth=0.6
            )
            text = "\n".join(textwrap.wrap(matrix.marks[row][column], CELL_WIDTH))
            axes.text(column + 0.5, row + 0.5, _plain(text), ha="center", va="center")
    axes.set_xlim(0, columns)
    axes.set_ylim(0, rows)
    names = ["\n".join(textwrap.wrap(name, CELL_WIDTH, break_long_words=False)) for name in matrix.columns]
    axes.set_xticks([at + 0.5 for at in range(columns)], map(_plain, names))
    axes.set_yticks([at + 0.5 for at in range(rows)], [_plain(_wrapped(name)) for name in matrix.rows])
    axes.tick_params(length=0)
    axes.set_xlabel(_plain(matrix.column_axis), loc="left")
    axes.set_ylabel(_plain(matrix.row_axis), loc="bottom")
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _draw_timeline(axes: Any, timeline: Timeline) -> None:
    from matplotlib import dates as typeless  # noqa: PLC0415
    from matplotlib.patches import Patch  # noqa: PLC0415

    dates: Any = typeless
    for place, span in enumerate(timeline.spans):
        start, number = dates.date2num(span.start), span.series % len(COLOURS)
        style = {"color": COLOURS[number], "hatch": HATCHES[number]}
        end = dates.date2num(span.end) if span.end is not None else start
        if span.end is not None:
            axes.barh(place, max(end - start, 1), left=start, height=0.5, edgecolor="white", **style)
        else:
            axes.plot([start], [place], marker="D", color=COLOURS[number])
        axes.annotate(_plain(span.label), (end, place), (6, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(timeline.spans)), [_plain(_wrapped(span.name)) for span in timeline.spans])
    axes.set_ylim(len(timeline.spans) - 0.5, -0.5)
    days = days_named(timeline)
    axes.set_xticks([dates.date2num(day) for day in days], [day.isoformat() for day in days])
    axes.margins(x=0.12)
    if timeline.today is not None:
        axes.axvline(dates.date2num(timeline.today), color="#b0413e", linewidth=1, linestyle="--")
    if len(timeline.series) > 1:
        handles = [
            Patch(
                facecolor=COLOURS[number % len(COLOURS)],
                hatch=HATCHES[number % len(HATCHES)],
                edgecolor="white",
                label=_plain(_wrapped(name)),
            )
            for number, name in enumerate(timeline.series)
        ]
        _legend(axes, timeline.series, handles=handles)


def days_named(timeline: Timeline) -> list[date]:
    """Return the first day, the last and the one between: three fit below a timeline of any length without touching."""
    spans = timeline.spans
    days = [day for span in spans for day in (span.start, span.end) if day is not None]
    days += [timeline.today] if timeline.today is not None else []
    if not days:
        return []
    first, last = min(days), max(days)
    between = {first + (last - first) // 2} if (last - first).days > LEAST_DAYS else set[date]()
    return sorted({first, last} | between)


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
