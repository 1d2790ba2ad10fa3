"""The structure codes (S…): what keeps a file from becoming an agreement.

S0 files and input · S1 the JSON text · S2 the document as a whole · S3 its parts.
"""

from ._rule import Rule, Severity, Words, register

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _rule(
    code: str,
    name: str,
    message: Words,
    why: Words,
    mend: Words,
    example: str = "",
    severity: Severity = ERROR,
    hint: Words | None = None,
) -> Rule:
    return register(
        Rule(
            code=code,
            name=name,
            severity=severity,
            message=message,
            why=why,
            mend=mend,
            example=example,
            hint=hint,
        )
    )


_W = Words
_STRICT = _W(
    "Ett värde tolkas aldrig om: det som står i filen är det som gäller.",
    "A value is never reinterpreted: what stands in the file is what counts.",
)
_WORD_FOR = _W("{meant} skrivs {suggestion}", "{meant} is written {suggestion}")
_ONE_READING = _W(
    "Olika program läser sådant olika, och då säger samma fil olika saker.",
    "Programs read this differently, and then one file says different things.",
)

# ── S0: files and input ────────────────────────────────────────────────────────

CANNOT_READ = _rule(
    "S001", "cannot-read",
    _W("filen kan inte läsas: {reason:type}", "the file cannot be read: {reason:type}"),
    _W("Utan innehåll finns inget att kontrollera.", "Without content there is nothing to check."),
    _W("Kontrollera sökvägen och rättigheterna.", "Check the path and the permissions."),
)  # fmt: skip
CANNOT_WRITE = _rule(
    "S002", "cannot-write",
    _W("filen kan inte skrivas: {reason:type}", "the file cannot be written: {reason:type}"),
    _W("Den gamla filen är orörd.", "The old file is untouched."),
    _W("Kontrollera mapp, rättigheter och diskutrymme.", "Check the folder, permissions and disk."),
)  # fmt: skip
WRONG_INPUT = _rule(
    "S003", "wrong-input",
    _W("väntade {expected:type}, fick {found:type}", "expected {expected:type}, got {found:type}"),
    _W("Anropet fick något av fel sort.", "The call was given something of the wrong kind."),
    _W("Se funktionens docstring.", "See the function's docstring."),
)  # fmt: skip

NO_SUCH_EXAMPLE = _rule(
    "S004", "no-such-example",
    _W("det finns inget sådant exempel; välj bland {known}", "there is no such example; choose among {known}"),
    _W("Namnet är okänt.", "The name is unknown."),
    _W("Välj ett av namnen.", "Choose one of the names."),
)  # fmt: skip

BAD_PROFILE = _rule(
    "S005", "bad-profile",
    _W("profilen kan inte användas: {reason:type}", "the profile cannot be used: {reason:type}"),
    _W("Utan den vet ingen vilka regler som gäller.", "Without it no one knows which rules count."),
    _W("Skriv profile, select, ignore, strict eller severity.", "Write profile, select, ignore, strict or severity."),
)  # fmt: skip

# ── S1: the JSON text ──────────────────────────────────────────────────────────

SYNTAX = _rule(
    "S101", "json-syntax",
    _W("inte giltig JSON, rad {line}, kolumn {column}: {cause:type}", "not valid JSON, line {line}, column {column}: {cause:type}"),
    _W("Filen kan inte läsas av något program.", "No program can read the file."),
    _W("Rätta tecknet på den angivna platsen.", "Mend the character at the place given."),
    '{"medborgarlofte": "1.0",}',
)  # fmt: skip
NOT_UTF8 = _rule(
    "S102", "json-not-utf8",
    _W("inte UTF-8, rad {line}, byte {offset}", "not UTF-8, line {line}, byte {offset}"),
    _W("Å, ä och ö blir fel i andra teckenkodningar.", "Letters such as å are lost in other encodings."),
    _W("Spara filen som JSON-text i UTF-8.", "Save the file as JSON text in UTF-8."),
    hint=_W("{cause:type}", "{cause:type}"),
)  # fmt: skip
BOM = _rule(
    "S103", "json-bom",
    _W("filen börjar med en bytemarkering (BOM)", "the file starts with a byte-order mark"),
    _ONE_READING,
    _W("Spara som UTF-8 utan BOM.", "Save as UTF-8 without a BOM."),
)  # fmt: skip
TOO_LARGE = _rule(
    "S104", "json-too-large",
    _W("större än {limit} byte", "larger than {limit} bytes"),
    _W("Gränsen skyddar den som läser.", "The limit protects whoever reads."),
    _W("Dela upp dokumentet.", "Divide the document."),
)  # fmt: skip
TOO_DEEP = _rule(
    "S105", "json-too-deep",
    _W("nästlat djupare än {limit} nivåer", "nested deeper than {limit} levels"),
    _W("Djup nästling får läsare att krascha.", "Deep nesting makes readers crash."),
    _W("Gör strukturen plattare.", "Flatten the structure."),
)  # fmt: skip
DUPLICATE_KEY = _rule(
    "S106", "json-duplicate-key",
    _W("nyckeln {key} förekommer flera gånger", "the key {key} occurs more than once"),
    _ONE_READING,
    _W("Behåll en av dem.", "Keep one of them."),
    '{"title": "A", "title": "B"}',
    hint=_W("på raderna {lines}", "on lines {lines}"),
)  # fmt: skip
CONFUSABLE_KEYS = _rule(
    "S107", "json-confusable-keys",
    _W("två nycklar ser likadana ut: {key}", "two keys look the same: {key}"),
    _ONE_READING,
    _W("Skriv nyckeln på ett sätt (NFC).", "Write the key one way (NFC)."),
)  # fmt: skip
NAN_OR_INFINITY = _rule(
    "S108", "json-nan-or-infinity",
    _W("NaN och Infinity är inte tal i JSON", "NaN and Infinity are no numbers in JSON"),
    _ONE_READING,
    _W("Utelämna värdet och ange varför det saknas.", "Leave the value out and say why it is missing."),
    '{"value": NaN}',
)  # fmt: skip
NUMBER_TOO_LONG = _rule(
    "S109", "json-number-too-long",
    _W("talet har fler än {limit} tecken", "the number has more than {limit} characters"),
    _ONE_READING,
    _W("Skriv talet med färre siffror.", "Write the number with fewer digits."),
)  # fmt: skip
NUMBER_LOSES_PRECISION = _rule(
    "S110", "json-number-loses-precision",
    _W("talet går inte att föra över exakt", "the number cannot be carried exactly"),
    _W("Kanonisk JSON (RFC 8785) skulle avrunda det.", "Canonical JSON (RFC 8785) would round it."),
    _W("Skriv högst 15 siffror.", "Write at most 15 digits."),
    '{"value": 0.30000000000000001}',
)  # fmt: skip
NUMBER_OVERFLOW = _rule(
    "S111", "json-number-overflow",
    _W("talet är för stort", "the number is too large"),
    _ONE_READING,
    _W("Skriv ett tal som går att räkna med.", "Write a number that can be reckoned with."),
    '{"value": 1e400}',
)  # fmt: skip
INTEGER_OUT_OF_RANGE = _rule(
    "S112", "json-integer-out-of-range",
    _W("heltalet är större än 2^53−1", "the whole number is larger than 2^53−1"),
    _W("JavaScript och många andra avrundar det.", "JavaScript and many others round it."),
    _W("Skriv beteckningar som text.", "Write identifiers as text."),
    '{"value": 9007199254740993}',
)  # fmt: skip
NEGATIVE_ZERO = _rule(
    "S113", "json-negative-zero",
    _W("minus noll är inget eget tal", "minus zero is no number of its own"),
    _W("Kanonisk JSON skriver 0.", "Canonical JSON writes 0."),
    _W("Skriv 0.", "Write 0."),
    '{"value": -0}',
)  # fmt: skip
FORBIDDEN_CHARACTER = _rule(
    "S114", "json-forbidden-character",
    _W("otillåtet tecken {character}", "character not allowed: {character}"),
    _W("Styrtecken döljer eller vänder text.", "Control characters hide or turn text."),
    _W("Ta bort tecknet.", "Remove the character."),
    '{"title": "a\\u0000b"}',
)  # fmt: skip
LONE_SURROGATE = _rule(
    "S115", "json-lone-surrogate",
    _W("ett halvt tecken (ensam surrogat)", "half a character (a lone surrogate)"),
    _W("Det kan inte skrivas som UTF-8.", "It cannot be written as UTF-8."),
    _W("Skriv hela tecknet.", "Write the whole character."),
    '{"title": "\\ud800"}',
)  # fmt: skip
COMBINING_RUN = _rule(
    "S116", "json-combining-run",
    _W("fler än {limit} kombinerande tecken i rad", "more than {limit} combining marks in a row"),
    _W("Så skrivs ingen text; det låser den som läser.", "No text is written so; it stalls readers."),
    _W("Ta bort tecknen.", "Remove the marks."),
)  # fmt: skip
KEY_TOO_LONG = _rule(
    "S117", "json-key-too-long",
    _W("nyckeln har fler än {limit} tecken", "the key has more than {limit} characters"),
    _W("Gränsen skyddar den som läser.", "The limit protects whoever reads."),
    _W("Skriv en kortare nyckel.", "Write a shorter key."),
)  # fmt: skip

# ── S2: the document as a whole ────────────────────────────────────────────────

WRONG_ROOT = _rule(
    "S201", "wrong-root",
    _W("dokumentet ska vara ett objekt, inte {found:type}", "the document must be an object, not {found:type}"),
    _W("En fil är en överenskommelse.", "One file is one agreement."),
    _W("Flera överenskommelser läses som JSON Lines.", "Several agreements are read as JSON Lines."),
    "[]",
)  # fmt: skip
NOT_OURS = _rule(
    "S202", "not-an-agreement",
    _W('ingen överenskommelse: nyckeln "medborgarlofte" saknas', 'no agreement: the key "medborgarlofte" is missing'),
    _W("Filen säger inte att den följer formatet.", "The file does not say that it follows the format."),
    _W('Skriv "medborgarlofte": "1.0" först i filen.', 'Write "medborgarlofte": "1.0" first in the file.'),
    '{"type": "FeatureCollection"}',
)  # fmt: skip
BAD_VERSION = _rule(
    "S203", "bad-version",
    _W('formatversionen ska skrivas som "1.0"', 'the format version must be written like "1.0"'),
    _W("Utan version vet läsaren inte hur filen ska läsas.", "Without it no reader knows how to read the file."),
    _W('Skriv "1.0".', 'Write "1.0".'),
    '{"medborgarlofte": 1}',
)  # fmt: skip
OTHER_VERSION = _rule(
    "S204", "unsupported-version",
    _W("formatversion {found} kan inte läsas här; denna läser {supported}", "format version {found} cannot be read here; this reads {supported}"),
    _W("En annan huvudversion betyder något annat.", "Another major version means something else."),
    _W("Uppdatera biblioteket.", "Update the library."),
    '{"medborgarlofte": "9.0"}',
)  # fmt: skip
NEWER_MINOR = _rule(
    "S205", "newer-version",
    _W("skriven i den nyare formatversionen {found}; det okända behålls", "written in the newer format version {found}; what is unknown is kept"),
    _W("Fält som är nya där kontrolleras inte här.", "Fields that are new there are not checked here."),
    _W("Uppdatera biblioteket.", "Update the library."),
    '{"medborgarlofte": "1.999"}',
    INFO,
)  # fmt: skip

MIGRATED = _rule(
    "S206", "migrated",
    _W("skriven i formatversionen {found} och omgjord till {current}", "written in the format version {found} and converted to {current}"),
    _W("Platser i det som följer gäller det omgjorda dokumentet.", "Places in what follows are those of the converted document."),
    _W("Spara om filen: medborgarlofte migrate.", "Save the file anew: medborgarlofte migrate."),
    '{"medborgarlofte": "0.9"}',
    INFO,
)  # fmt: skip
RENAMED_IN_MIGRATION = _rule(
    "S207", "renamed-in-migration",
    _W("den egna nyckeln {key} heter numera {name}: formatet har fått ett fält med det namnet", "your own key {key} is now called {name}: the format has a field of that name"),
    _W("Inget skrivs över när en fil görs om.", "Nothing is written over when a file is converted."),
    _W("Kontrollera om uppgiften hör hemma i det nya fältet.", "See whether it belongs in the new field."),
    severity=INFO,
)  # fmt: skip
DEPRECATED_KEY = _rule(
    "S208", "deprecated-key",
    _W("{key} används inte längre i nya filer", "{key} is no longer used in new files"),
    _W("Den läses än, men försvinner i nästa huvudversion.", "It is still read, but goes in the next major version."),
    _W("Se fältets beskrivning för vad som används i stället.", "See the field's description for what is used instead."),
    severity=INFO,
)  # fmt: skip

# ── S3: the parts ──────────────────────────────────────────────────────────────

MISSING = _rule(
    "S301", "missing-key",
    _W("{key} saknas", "{key} is missing"),
    _W("Utan den går delen inte att förstå.", "Without it the part cannot be understood."),
    _W("Lägg till nyckeln.", "Add the key."),
    '{"medborgarlofte": "1.0"}',
)  # fmt: skip
WRONG_TYPE = _rule(
    "S302", "wrong-type",
    _W("ska vara {expected:type}, inte {found:type}", "must be {expected:type}, not {found:type}"),
    _STRICT,
    _W("Skriv tal, true och false utan citattecken, och texter med. En lista står inom hakparenteser.",
       "Write numbers, true and false without quotation marks, and texts with. A list stands in square brackets."),
    '{"title": 5}',
    hint=_W("till exempel {example}", "for example {example}"),
)  # fmt: skip
MISSPELT = _rule(
    "S303", "misspelt-key",
    _W("okänd nyckel {key}; menade du {suggestion}?", "unknown key {key}; did you mean {suggestion}?"),
    _W("En felstavad nyckel läses inte.", "A misspelt key is not read."),
    _W("Byt namn på nyckeln.", "Rename the key."),
    '{"titel": "Löften 2024"}',
)  # fmt: skip
UNKNOWN_KEY = _rule(
    "S304", "unknown-key",
    _W("okänd nyckel {key}; den behålls som den är", "unknown key {key}; it is kept as it is"),
    _W("Den läses inte av andra.", "Others do not read it."),
    _W("Är det en av formatets nycklar: rätta namnet. Är den er egen: låt den stå, med ett namn på x_.",
       "If it is a key of the format, mend the name. If it is your own, let it stand, with a name in x_."),
    '{"tilläggsuppgift": 1}',
    INFO,
    hint=_W("{key} skrivs {perhaps}?", "is {key} written {perhaps}?"),
)  # fmt: skip
NULL = _rule(
    "S305", "null",
    _W("null är inget värde; utelämna nyckeln", "null is no value; leave the key out"),
    _W("Det som inte är känt skrivs inte ut, på ett enda sätt.", "What is not known is not written, in one way only."),
    _W("Ta bort nyckeln.", "Remove the key."),
    '{"summary": null}',
)  # fmt: skip
EMPTY = _rule(
    "S306", "empty",
    _W("tomt; utelämna nyckeln", "empty; leave the key out"),
    _W("Det som inte finns skrivs inte ut, på ett enda sätt.", "What is not there is not written, in one way only."),
    _W("Ta bort nyckeln, eller fyll i ett värde.", "Remove the key, or fill in a value."),
    '{"goals": []}',
)  # fmt: skip
NOT_IN_CODELIST = _rule(
    "S307", "not-in-codelist",
    _W("finns inte i kodlistan; välj bland {allowed}", "is not in the codelist; choose among {allowed}"),
    _W("Listan är stängd, så att svar kan jämföras.", "The list is closed, so that answers compare."),
    _W("Skriv en av koderna.", "Write one of the codes."),
    '{"kind": "avtal"}',
    hint=_WORD_FOR,
)  # fmt: skip
BAD_DATE = _rule(
    "S308", "bad-date",
    _W("inget datum; skriv t.ex. 2024, 2024-H1, 2024-T1, 2024-Q1, 2024-06, 2024-W23 eller 2024-06-15", "no date; write for instance 2024, 2024-H1, 2024-T1, 2024-Q1, 2024-06, 2024-W23 or 2024-06-15"),
    _W("Datum skrivs på ett sätt och så noga som de är kända (år 1900–2200).", "Dates are written one way, as exactly as they are known (years 1900–2200)."),
    _W("Skriv datumet i en av formerna.", "Write the date in one of the forms."),
    '{"signed": "2024-02-30"}',
    hint=_W("menade du {suggestion}?", "did you mean {suggestion}?"),
)  # fmt: skip
BAD_ID = _rule(
    "S309", "bad-id",
    _W("inget id: a–z, 0–9, punkt, bindestreck och understreck, högst 128 tecken, först en bokstav eller siffra", "no id: a–z, 0–9, dot, hyphen and underscore, at most 128 characters, a letter or digit first"),
    _W("Id:n blir adresser och filnamn.", "Ids become addresses and file names."),
    _W("Skriv id:t med små bokstäver utan å, ä, ö.", "Write it in small letters without å, ä, ö."),
    '{"id": "Löfte 1"}',
)  # fmt: skip
TOO_LONG = _rule(
    "S310", "too-long",
    _W("längre än {limit} tecken", "longer than {limit} characters"),
    _W("Gränsen skyddar den som läser.", "The limit protects whoever reads."),
    _W("Korta texten, eller länka till ett dokument.", "Shorten it, or link to a document."),
)  # fmt: skip
BAD_FORM = _rule(
    "S311", "bad-form",
    _W("fel form; väntade {expected:type}", "wrong form; expected {expected:type}"),
    _STRICT,
    _W("Skriv värdet i den angivna formen.", "Write the value in the form given."),
    '{"municipality_code": "180"}',
    hint=_WORD_FOR,
)  # fmt: skip
OUT_OF_RANGE = _rule(
    "S312", "out-of-range",
    _W("ska vara minst {minimum}", "must be at least {minimum}"),
    _STRICT,
    _W("Skriv ett värde inom gränsen.", "Write a value within the limit."),
    '{"sample_size": -1}',
)  # fmt: skip
KEY_TAKEN = _rule(
    "S313", "key-taken",
    _W("{key} är ett fält och kan inte vara en tilläggsuppgift", "{key} is a field and cannot be an extension"),
    _W("Samma nyckel skulle stå två gånger.", "The same key would stand twice."),
    _W("Sätt fältet i stället.", "Set the field instead."),
)  # fmt: skip
NO_SUCH_ID = _rule(
    "S314", "no-such-id",
    _W("det finns {entity:no} med det id:t", "there is {entity:no} with that id"),
    _W("Uppslaget gäller en del som inte finns.", "The look-up is for a part that is not there."),
    _W("Kontrollera id:t.", "Check the id."),
    hint=_W("du skrev {asked}; menade du {suggestion}?", "you wrote {asked}; did you mean {suggestion}?"),
)  # fmt: skip
PATCH_DOES_NOT_FIT = _rule(
    "S315", "patch-does-not-fit",
    _W("ändringarna passar inte: de gjordes från en annan överenskommelse", "the changes do not fit: they were made from another agreement"),
    _W("En ändring får bara göras i det som den utgick från.", "A change may only be made in what it started from."),
    _W("Jämför på nytt med den överenskommelse som ska ändras.", "Compare anew with the agreement to be changed."),
)  # fmt: skip
MORE = _rule(
    "S399", "more-findings",
    _W("ytterligare {count} av samma slag", "{count} more of the same kind"),
    _W("Bara de första visas.", "Only the first are shown."),
    _W("Rätta de visade och kontrollera igen.", "Mend those shown and check again."),
)  # fmt: skip
