"""K4: the languages that texts are in, and what nobody sees in them."""

import re
from collections.abc import Iterator
from typing import Final

from medborgarlofte.findings import Severity, discreet, holds_personal_number
from medborgarlofte.model import Agreement, Area, Place, Signatory
from medborgarlofte.values import Text

from ._breaking import fresh_id, with_added
from ._facts import Facts
from ._registry import Hit, check, hit, replacement

ERROR, WARNING = Severity.ERROR, Severity.WARNING

# ISO 639-1; then, of ISO 639-3, the minority languages of Sweden, sign languages, and
# languages that many in Sweden speak and that have no code of two letters.
_CODES: Final = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu

    fit sma smj sje sju smn sms rom rmy rmf rmu rml rmn rmc rmo ydd ovd
    swl fss fse ase bfi ils
    aii apc acm arb ary arz byn ckb cld cmn diq fil haz kiu kmr lzz nan pes prs rar sdh syc syr
    tig tru uzn yue zza
    mis mul und zxx
"""
# What is often written for a language: its code of three letters, or that of a country.
_SLIPS: Final = """
    swe:sv sve:sv eng:en fin:fi sme:se smi:se yid:yi dan:da nor:no nob:nb nno:nn isl:is ice:is
    fao:fo kal:kl deu:de ger:de nld:nl dut:nl fra:fr fre:fr spa:es por:pt ita:it pol:pl ces:cs
    cze:cs slk:sk slv:sl hun:hu ron:ro rum:ro bul:bg ell:el gre:el rus:ru ukr:uk bel:be est:et
    lav:lv lit:lt bos:bs hrv:hr srp:sr scc:sr scr:hr mkd:mk mac:mk sqi:sq alb:sq tur:tr kur:ku
    ara:ar fas:fa per:fa pus:ps urd:ur hin:hi ben:bn pan:pa tam:ta som:so tir:ti amh:am orm:om
    swa:sw heb:he hye:hy arm:hy kat:ka geo:ka aze:az uig:ug uzb:uz mon:mn zho:zh chi:zh jpn:ja
    kor:ko vie:vi tha:th tgl:tl ind:id
    al:sq cn:zh cz:cs dk:da gr:el ir:fa iw:he ji:yi jp:ja rs:sr sp:es ua:uk
"""
_LANGUAGES: Final = frozenset(_CODES.split())
_MEANT: Final = {slip: code for slip, _, code in (s.partition(":") for s in _SLIPS.split())}


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


def _with_area(agreement: Agreement, **names: str) -> tuple[Agreement, str]:
    """*agreement* with an area named in its own language and others; and the pointer."""
    name = Text({agreement.language: "Torget", **names})
    broken, at = with_added(agreement, "areas", Area(id=fresh_id(agreement), name=name))
    return broken, f"/areas/{at}/name"


@check(
    "K405", "unknown-language-tag", ERROR,
    message=("{tag} är ingen känd språkkod; skriv till exempel {suggestion}", "{tag} is no known language code; write for example {suggestion}"),
    why=(
        "Den som söker texten på sitt språk hittar den inte.",
        "Whoever looks for the text in their language does not find it.",
    ),
    mend=("Skriv språkets kod enligt ISO 639: sv, en, fi, fit, se, ar …", "Write the code of the language in ISO 639: sv, en, fi, fit, se, ar …"),
    source="BCP 47; ISO 639",
)  # fmt: skip
def unknown_language_tag(facts: Facts) -> Iterator[Hit]:
    """A language tag begins with the code of a language, the shortest that it has."""
    for place, steps, tag in _tags(facts):
        code = _primary(tag)
        if code not in _LANGUAGES:
            yield hit(place, *discreet(steps), tag=code, suggestion=_MEANT.get(code, "sv"))


def _tags(facts: Facts) -> Iterator[tuple[Place, tuple[str | int, ...], str]]:
    """Every language tag with the steps to it."""
    yield facts.top, ("language",), facts.agreement.language
    for place, steps, text in facts.texts_in_several_languages():
        for tag in text.languages:
            yield place, (*steps, tag), tag


@unknown_language_tag.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, at = _with_area(agreement, eng="The square")
    return broken, f"{at}/eng"


@check(
    "K406", "default-language-missing", ERROR,
    message=("texten finns inte på överenskommelsens eget språk ({language})", "the text is not there in the agreement’s own language ({language})"),
    why=(
        "Alla texter ska gå att läsa på ett och samma språk.",
        "It must be possible to read every text in one and the same language.",
    ),
    mend=("Lägg till texten på det språket, eller ändra language.", "Add the text in that language, or change language."),
)  # fmt: skip
def default_language_missing(facts: Facts) -> Iterator[Hit]:
    """A language map has the agreement's language; for en-GB, en will do."""
    own = facts.agreement.language
    for place, steps, text in facts.texts_in_several_languages():
        if not (text.has(own) or text.has(_primary(own))):
            yield hit(place, *steps, language=_primary(own))


@default_language_missing.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    other = "fi" if _primary(agreement.language) == "en" else "en"
    area = Area(id=fresh_id(agreement), name=Text({other: "Keskusta"}))
    broken, at = with_added(agreement, "areas", area)
    return broken, f"/areas/{at}/name"


@check(
    "K407", "not-a-language-tag", WARNING,
    message=("nyckeln är ingen språkkod", "the key is no language code"),
    why=(
        "Texten sparas men visas aldrig: ingen vet vilket språk den är på.",
        "The text is kept and never shown: nobody knows what language it is in.",
    ),
    mend=(
        "Skriv språkets kod med små bokstäver: sv, en, en-GB. Egna uppgifter börjar med x_.",
        "Write the code of the language in small letters: sv, en, en-GB. Begin names of your own with x_.",
    ),
    source="BCP 47",
)  # fmt: skip
def not_a_language_tag(facts: Facts) -> Iterator[Hit]:
    """The keys of a language map are language tags, or somebody's own that say so."""
    for place, steps, text in facts.texts_in_several_languages():
        for key in text.extensions:
            if not key.startswith("x_"):
                yield hit(place, *discreet((*steps, key)))


@not_a_language_tag.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, at = _with_area(agreement, en_GB="The square")
    return broken, f"{at}/en_GB"


# Zero width, marks of direction, soft hyphen, tags. Joiners (U+200C, U+200D) are spelling
# in Persian and other scripts, and build emoji; after a Latin letter they are neither.
_HIDDEN: Final = "\u00ad\u061c\u200b\u200e\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f"
_UNSEEN: Final = re.compile(f"(?<![^\x00-\u024f])[{_HIDDEN}\u200c\u200d]+|[{_HIDDEN}]+")


@check(
    "K408", "invisible-characters", WARNING,
    message=("namnet innehåller ett osynligt tecken, {character}", "the name has an invisible character in it, {character}"),
    why=(
        "Två namn som ser lika ut är då inte lika, och sökningar missar dem.",
        "Two names that look alike are then not alike, and searches miss them.",
    ),
    mend=("Ta bort tecknet, eller skriv namnet på nytt.", "Take the character away, or type the name again."),
    source="Unicode Technical Report 36",
)  # fmt: skip
def invisible_characters(facts: Facts) -> Iterator[Hit]:
    """Names and titles have nothing in them that nobody sees."""
    if facts.is_ordinary:
        return
    for place, steps, name in _names(facts):
        found = _UNSEEN.search(name)
        if found is None:
            continue
        clean, shown = _UNSEEN.sub("", name), discreet(steps)
        # a mend shows the name; one that is blank, or holds a number, is no mend
        safe = shown == steps and clean.strip() and not holds_personal_number(clean)
        mend = replacement(place, *steps, value=clean) if safe else None
        yield hit(place, *shown, mend=mend, character=f"U+{ord(found[0][0]):04X}")


def _names(facts: Facts) -> Iterator[tuple[Place, tuple[str | int, ...], str]]:
    """Every name and title with the steps to it."""
    for place, steps, text in facts.texts():
        if steps[0] in ("name", "title"):
            if text.plain is not None:
                yield place, steps, text.plain
            for tag, words in text.translations:
                yield place, (*steps, tag), words
    for place, signatory in facts.of(Signatory):
        if signatory.name is not None:
            yield place, ("name",), signatory.name


@invisible_characters.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    area = Area(id=fresh_id(agreement), name="Tor\u200bget")
    broken, at = with_added(agreement, "areas", area)
    return broken, f"/areas/{at}/name"
