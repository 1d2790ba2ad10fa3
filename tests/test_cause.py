"""What is told of broken JSON: where it stops, and most likely why."""

import pytest

from medborgarlofte import validate

HEAD = '{"medborgarlofte": "1.0", "id": "a"'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "filen är tom"),
        ("  \n", "filen är tom"),
        (HEAD + ",}", "ett komma för mycket"),
        (HEAD + ', "x_a": [1, 2,\n ]}', "ett komma för mycket"),
        (HEAD, "filen slutar för tidigt"),
        (HEAD + ', "title": "Tryggt', "filen slutar för tidigt"),
        (HEAD + ' "title": "A"}', "ett komma saknas"),
        (HEAD + ", 'title': 'A'}", 'texter står inom "raka" citattecken'),
        (HEAD + ', “title”: "A"}', "citattecknen ska vara raka"),
        (HEAD + ', // rubrik\n"title": "A"}', "kommentarer finns inte i JSON"),
        (HEAD + ', "x_a": True}', "ordet skrivs true, false eller null"),
        (HEAD + ', "title": "A\nB"}', "en radbrytning inne i en text"),
        (HEAD + ', "title": "A\\x"}', "omvänt snedstreck"),
        (HEAD + "}" + HEAD + "}", "det står mer efter slutet"),
        (HEAD + ', "x_a": ?}', "något annat väntades här"),
    ],
)
def test_the_likely_cause_is_told(text, words):
    (finding,) = validate(text)
    assert finding.code == "S101"
    assert words in finding.message("sv")
    assert finding.message("en") != finding.message("sv")
