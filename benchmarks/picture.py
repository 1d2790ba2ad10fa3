"""The picture: load and dump of the 15 kB document, each against pydantic."""

from pathlib import Path
from typing import Any, Final

from .goals import SIZE

_OURS, _OTHERS, _FLOOR = "medborgarlofte", "other libraries", "floors: JSON alone"
_FONT: Final = "DejaVu Sans, Verdana, sans-serif"


def draw(results: dict[str, Any], path: Path) -> None:
    """Write the picture of *results* to *path*, by its ending as SVG or PNG."""
    import vl_convert

    spec = _spec(results)
    if path.suffix == ".png":
        path.write_bytes(vl_convert.vegalite_to_png(spec, scale=2))
    else:
        path.write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8")


def _spec(results: dict[str, Any]) -> dict[str, Any]:
    import altair as alt

    rows = [
        {
            "task": {"load": "Load", "dump": "Dump"}[figure["task"]],
            "name": figure["name"],
            "kind": _kind(figure["name"], results),
            "low": figure["ratio"]["low"],
            "ratio": figure["ratio"]["median"],
            "high": figure["ratio"]["high"],
            "label": f"{figure['ratio']['median']:.2g}",
        }
        for figure in results["figures"]
        if figure["task"] in ("load", "dump") and figure["size"] == SIZE
    ]
    loads = sorted((row for row in rows if row["task"] == "Load"), key=lambda row: row["ratio"])
    by_load = [row["name"] for row in loads]
    kinds = [_OURS, _OTHERS, _FLOOR]
    base = alt.Chart().encode(
        y=alt.Y("name:N", title=None, sort=by_load),
        color=alt.Color(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=kinds, range=["#D55E00", "#0072B2", "#6b6b6b"]),
        ),
    )
    ratio = alt.X(
        "ratio:Q",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(title="times pydantic's time (log scale; less is faster)", tickCount=5),
    )
    shape = alt.Shape(
        "kind:N", title=None, scale=alt.Scale(domain=kinds, range=["diamond", "circle", "square"])
    )
    one = alt.Chart().mark_rule(strokeDash=[4, 3], color="#6b6b6b").encode(x=alt.datum(1))
    spread = base.mark_rule(strokeWidth=3, opacity=0.5).encode(
        x=alt.X("low:Q", scale=alt.Scale(type="log")), x2="high:Q"
    )
    points = base.mark_point(size=90, filled=True, opacity=1).encode(x=ratio, shape=shape)
    labels = base.mark_text(dy=-12, fontSize=11).encode(x=ratio, text="label:N")
    chart = (
        alt.layer(one, spread, points, labels)
        .properties(width=300, height=260)
        .facet(
            data=alt.Data(values=rows),
            column=alt.Column("task:N", title=None, sort=["Load", "Dump"]),
        )
        .properties(
            title=alt.TitleParams(
                f"Reading and writing an agreement of {SIZE}",
                subtitle="Median and quartiles of the ratios, interleaved rounds",
                anchor="start",
                offset=12,
            )
        )
        .configure(font=_FONT, background="white")
        .configure_legend(orient="bottom", labelFontSize=12, symbolOpacity=1)
        .configure_axis(labelFontSize=12, titleFontSize=11, labelLimit=240)
        .configure_header(labelFontSize=13, labelFontWeight="bold")
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


def _kind(name: str, results: dict[str, Any]) -> str:
    if name in results["lanes"]:
        return _OURS
    return _FLOOR if name.endswith("alone") else _OTHERS
