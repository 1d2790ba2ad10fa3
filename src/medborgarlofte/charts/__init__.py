"""Pictures of agreements (extra ``charts``): altair charts, and still ones as SVG or PNG.

Each function gives an altair chart, to be shown in a notebook, changed, or saved. Nothing is
filled in: what the agreements do not say is a gap, and the picture tells so. A meaning never
rests on colour alone; words and shapes carry it too.

>>> from medborgarlofte import examples
>>> from medborgarlofte.charts import timeline
>>> chart = timeline(examples.load("strangnas"), lang="en")
>>> chart.description.partition(": ")[2]
'3 promises, 0 measures, 1 follow-up; 2019-01-01 to 2020-01-31.'
"""

from ._indicator import indicator_chart
from ._multiples import small_multiples
from ._still import save, to_png, to_svg
from ._timeline import timeline
from ._verdicts import verdicts

__all__ = [
    "indicator_chart",
    "save",
    "small_multiples",
    "timeline",
    "to_png",
    "to_svg",
    "verdicts",
]
