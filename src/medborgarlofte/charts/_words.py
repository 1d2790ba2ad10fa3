"""The words and the number and date formats of the charts, in both languages."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from medborgarlofte.findings import Words
from medborgarlofte.values.numbers import number_in_words

WORDS: Final[Mapping[str, Words]] = {
    "baseline": Words("utgångsvärde", "baseline"),
    "definitions_differ": Words(
        "Definitionerna är inte desamma: jämför med försiktighet.",
        "The definitions are not the same: compare with care.",
    ),
    "direction": Words("Önskad riktning", "Direction wanted"),
    "follow_up": Words("Uppföljning", "Follow-up"),
    "follow_up_made": Words("uppföljning gjord", "follow-up made"),
    "follow_ups": Words("Uppföljningar", "Follow-ups"),
    "ended": Words("upphörde", "ended"),
    "inexact": Words(
        "Svart streck: datumet är inte känt närmare än så",
        "Black line: the date is known no closer than that",
    ),
    "interval": Words("Streck: felmarginal (95 %)", "Lines: margin of error (95 %)"),
    "judged": Words("bedömt", "judged"),
    "lighter": Words(
        "Ljus stapel: egen tid sägs inte, överenskommelsens tid är ritad",
        "Lighter bar: no time of its own is told, the agreement's is drawn",
    ),
    "measures": Words("Åtgärder", "Measures"),
    "measured": Words("mätvärde", "value"),
    "no_time": Words("tiden sägs inte", "no time is told"),
    "missing": Words("saknas", "missing"),
    "no_division": Words("utan angivet område eller grupp", "no area or group is told"),
    "not_judged": Words("inte bedömt", "not judged"),
    "nothing": Words("Det finns inget att visa.", "There is nothing to show."),
    "open": Words("tills vidare", "no end is told"),
    "percent": Words("procent", "per cent"),
    "planned": Words("Planerad uppföljning", "Planned follow-up"),
    "planned_for": Words("planerad redovisning", "report planned"),
    "promises": Words("Löften", "Promises"),
    "promises_by_verdict": Words("Löften efter omdöme och år", "Promises by verdict and year"),
    "signed": Words("undertecknad", "signed"),
    "target": Words("mål", "target"),
    "target_until": Words("till", "by"),
    "timeless": Words("Överenskommelsen säger inga tider.", "The agreement tells no times."),
    "units_differ": Words(
        "Enheterna är inte desamma: jämför inte höjderna.",
        "The units are not the same: do not compare the heights.",
    ),
    "value": Words("värde", "value"),
    "without_time": Words("Utan tid, därför inte ritat", "Without a time, so not drawn"),
    "without_year": Words("Löften utan år, inte ritade", "Promises without a year, not drawn"),
    "lacking": Words("Överenskommelser utan denna indikator", "Agreements without this indicator"),
}

_COUNTED: Final[Mapping[str, tuple[Words, Words]]] = {
    "promises": (Words("löfte", "promise"), Words("löften", "promises")),
    "measures": (Words("åtgärd", "measure"), Words("åtgärder", "measures")),
    "follow_ups": (Words("uppföljning", "follow-up"), Words("uppföljningar", "follow-ups")),
}

_NUMBER: Final = {
    "sv": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["SEK\u00a0", ""]},
}
_DAYS: Final = {
    "sv": ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
    "en": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
}
_MONTHS: Final = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def locale(lang: str) -> dict[str, Any]:
    """How numbers and dates are written in *lang*, in the form of d3."""
    days, months = _DAYS[lang], _MONTHS[lang]
    return {
        "number": _NUMBER[lang],
        "time": {
            "dateTime": "%Y-%m-%d %H:%M:%S",
            "date": "%Y-%m-%d",
            "time": "%H:%M:%S",
            "periods": ["fm", "em"] if lang == "sv" else ["AM", "PM"],
            "days": days,
            "shortDays": [day[:3] for day in days],
            "months": months,
            "shortMonths": [month[:3] for month in months],
        },
    }


def say(key: str, lang: str) -> str:
    """The words *key* in *lang*."""
    return WORDS[key].in_language(lang)


def figure(value: Decimal | int, lang: str) -> str:
    """A number with all its digits, with a decimal comma in Swedish."""
    written = number_in_words(value, lang)
    return written.replace("-", "\u2212") if lang == "sv" else written


def counted(number: int, what: str, lang: str) -> str:
    """*number* of *what* in words: "3 löften"."""
    one, many = _COUNTED[what]
    return f"{number} {(one if number == 1 else many).in_language(lang)}"
