"""R7: a word in the place of a code, told with the code."""

import pytest

from medborgarlofte import Agreement, Party, Promise, validate
from medborgarlofte.codelists import __all__ as lists
from medborgarlofte.values.codes import hint_of


def words_found(agreement):
    return {
        f.pointer: (f.message("sv"), f.mend and f.mend[0]["value"])
        for f in validate(agreement)
        if f.code == "R701"
    }


def test_swedish_and_english_words_are_told_with_their_codes():
    agreement = Agreement(
        title="Löften",
        kind="citizen_promise",
        parties=[
            Party(id="a", name="A", kind="polis"),
            Party(id="b", name="B", kind="raddningstjanst"),
            Party(id="c", name="C", kind="city-district"),
            Party(id="d", name="D", kind="police"),
            Party(id="e", name="E", kind="hyresgaster"),
        ],
        promises=[Promise(text="Vi går.", themes=["youth", "trafik", "drugs", "narkotika"])],
    )
    assert words_found(agreement) == {
        "/parties/0/kind": ("polis skrivs police", "police"),
        "/parties/1/kind": ("räddningstjänst skrivs rescue_service", "rescue_service"),
        "/parties/2/kind": ("city district skrivs city_district", "city_district"),
        "/promises/0/themes/1": ("trafik skrivs traffic", "traffic"),
        # the code stands beside its word: which of them goes is for people to say
        "/promises/0/themes/3": ("narkotika skrivs drugs", None),
    }


@pytest.mark.parametrize("name", lists)
def test_a_word_has_one_code_and_a_code_is_no_word(name):
    from medborgarlofte import codelists

    codelist = getattr(codelists, name)
    for code in codelist:
        assert hint_of(codelist, code.value) == {}
        for word in (code.label("sv"), code.label("en"), code.label("sv").upper()):
            if word != code.value:
                assert hint_of(codelist, word)["suggestion"] == code.value
