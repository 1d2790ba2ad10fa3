"""A catalogue of hostile inputs, each made by rule, with what must come of it.

An id that begins with ``y_`` must be accepted and one with ``n_`` refused by any JSON
reader; ``i_`` is where RFC 8259 leaves the choice to the reader, and this format has chosen.
Ids such as ``B16`` and ``G11`` are whole documents. Megabytes are made when they are asked for.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

from attrs import field, frozen

Made = str | bytes | Callable[[], str | bytes]


@frozen
class Case:
    """One hostile input.

    Attributes:
        id: Its name in the catalogue.
        how: The rule that it is made by.
        made: The text or bytes, or what makes them.
        code: The code of the finding that refuses it; ``None`` where it is accepted.
        pointer: Where that finding stands.
    """

    id: str
    how: str
    made: Made = field(repr=False)
    code: str | None = None
    pointer: str = ""

    @property
    def data(self) -> bytes:
        """The input, in bytes."""
        made = self.made() if callable(self.made) else self.made
        return made.encode() if isinstance(made, str) else made


def _group(how: str, code: str | None, made: dict[str, Made], pointer: str = "") -> Iterator[Case]:
    for name, data in made.items():
        yield Case(name, how, data, code, pointer)


def _texts(how: str, code: str | None, inside: dict[str, Made]) -> Iterator[Case]:
    """Strings in JSON, given by what stands between the quotes."""
    yield from _group(how, code, {name: _quoted(text) for name, text in inside.items()})


def _quoted(inside: Made) -> Made:
    if callable(inside):
        return lambda: _quoted(inside())
    return b'"' + inside + b'"' if isinstance(inside, bytes) else f'"{inside}"'


def _repeated(item: str, times: int, *, within: str = "[]") -> Callable[[], str]:
    return lambda: f"{within[0]}{','.join([item] * times)}{within[1]}"


def nested(opening: str, closing: str, depth: int, inside: str = "") -> Callable[[], str]:
    return lambda: opening * depth + inside + closing * depth


DEEPEST, LARGEST, LONGEST_KEY, LONGEST_NUMBER, LONGEST_RUN = 64, 10_000_000, 200, 40, 30
"""The limits, as the specification of the format states them."""

# ── Numbers (RFC 8259 §6, RFC 7493 §2.2, RFC 8785) ─────────────────────────────

NUMBERS = (
    *_group(
        "a number that a double carries exactly",
        None,
        {
            "y_num_zero": "0",
            "y_num_neg": "-1",
            "y_num_safe_max": f"{2**53 - 1}",
            "y_num_safe_min": f"{1 - 2**53}",
            "y_num_float": "2.5",
            "y_num_neg_float": "-2.5",
            "y_num_exp": "1e2",
            "y_num_Exp_plus": "1E+2",
            "y_num_trailing_zero": "1.50",
            "y_num_zero_huge_exp": f"0e{'9' * 24}",
            "y_num_zero_tiny_exp": f"0.0e-{'9' * 24}",
            "y_num_longest": f"1.{'0' * (LONGEST_NUMBER - 2)}",
            "i_num_denormal": "5e-324",
        },
    ),
    *_group(
        "a number between two doubles, or nearer to zero than any",
        "S110",
        {
            "i_num_rounds_down": "0.30000000000000001",
            "i_num_rounds_up": "0.29999999999999999",
            "i_num_underflow": "1e-400",
            "i_num_exp_neg_huge": f"1e-{'9' * 18}",
            "i_num_exp_beyond_decimal": f"1e-{'3' * 24}",
            "i_num_2p53_plus1_float": f"{2**53 + 1}.0",
        },
    ),
    *_group(
        "a number beyond the largest double",
        "S111",
        {
            "i_num_overflow": "1e400",
            "i_num_neg_overflow": "-1e400",
            "i_num_exp_huge": f"1e{'9' * 18}",
            "i_num_decimal_bomb_small": "1e1000000",
            "i_num_exp_beyond_decimal_pos": f"1e{'3' * 24}",
        },
    ),
    *_group(
        "a whole number that JavaScript would round",
        "S112",
        {
            "i_num_2p53": f"{2**53}",
            "i_num_2p53_plus1": f"{2**53 + 1}",
            "i_num_neg_2p53": f"-{2**53}",
            "i_num_2p64": f"{2**64}",
            "i_num_30_digits": "1" * 30,
        },
    ),
    *_group(
        "minus zero, which canonical JSON writes as 0",
        "S113",
        {"i_num_negzero_int": "-0", "i_num_negzero_float": "-0.0", "i_num_negzero_exp": "-0e5"},
    ),
    *_group(
        "a number of more characters than any double needs",
        "S109",
        {
            "i_num_41_characters": f"1.{'0' * (LONGEST_NUMBER - 1)}",
            "i_num_long_fraction": "0.1000000000000000055511151231257827021181583404541015625",
            "i_num_4300_digits": "1" * 4300,
            "i_num_4301_digits": "1" * 4301,
            "i_num_1e5_digits": lambda: "7" * 100_000,
            "i_num_1e6_fraction": lambda: "0." + "7" * 1_000_000,
            "i_num_1e5_exp_digits": lambda: "1e" + "9" * 100_000,
        },
    ),
    *_group(
        "a numeral outside the grammar",
        "S101",
        {
            "n_num_leading_zero": "01",
            "n_num_minus_zero_one": "-01",
            "n_num_plus": "+1",
            "n_num_dot5": ".5",
            "n_num_5dot": "5.",
            "n_num_5dot_exp": "5.e1",
            "n_num_hex": "0x1F",
            "n_num_octal": "0o7",
            "n_num_underscore": "1_000",
            "n_num_exp_empty": "1e",
            "n_num_exp_plus_only": "1e+",
            "n_num_exp_fraction": "1e1.5",
            "n_num_minus": "-",
            "n_num_double_minus": "--1",
            "n_num_space": "1 000",
            "n_num_comma_decimal": "1,5e",
            "n_num_nan": "nan",
            "n_num_inf": "inf",
            "n_num_negNaN": "-NaN",
            "n_num_bigint_suffix": "1n",
            "n_num_arabic_indic": "\u0661\u0662",
            "n_num_fullwidth": "\uff11",
            "n_num_superscript": "\u00b2",
            "n_num_unicode_minus": "\u22121",
        },
    ),
    *_group(
        "what Python's reader takes for a number, and no JSON does",
        "S108",
        {"n_num_NaN": "NaN", "n_num_Infinity": "Infinity", "n_num_negInfinity": "-Infinity"},
    ),
)

# ── Strings (RFC 8259 §7, Unicode) ─────────────────────────────────────────────

STRINGS = (
    *_texts(
        "ordinary text, raw and escaped",
        None,
        {
            "y_str_empty": "",
            "y_str_swedish": "åäöÅÄÖé",
            "y_str_escaped_swedish": r"\u00e5\u00e4\u00f6",
            "y_str_emoji_pair": r"\ud83d\ude00",
            "y_str_emoji_raw": "\U0001f600",
            "y_str_solidus_escape": r"\/",
            "y_str_all_short_escapes": r"\"\\\/\n\r\t",
            "y_str_brackets": "[{" * 200,
            "y_str_escaped_quote_brackets": r"\\\"" + "[" * 200,
        },
    ),
    *_texts(
        "unusual text that is kept as it is",
        None,
        {
            "i_str_nonchar_plane16": r"\udbff\udfff",
            "i_str_bom_inside": "a\ufeffb",
            "i_str_nfd_aring": "a\u030aa\u0308o\u0308",
            "i_str_angstrom_sign": "\u212b",
            "i_str_zero_width": "lo\u200bfte",
            "i_str_soft_hyphen": "l\u00f6\u00adfte",
            "i_str_line_separator": "a\u2028b\u2029c",
            "i_str_nbsp": "1\u00a0000",
            "i_str_tag_chars": "a\U000e0068\U000e0065\U000e006a",
            "i_str_variation_selector": "a\ufe0f",
            "i_str_direction_marks": "a\u200e\u200f\u061cb",
            "i_str_private_use": "\ue000\ufffd",
            "i_str_mojibake": "\u00c3\u00a5",
            "i_str_combining_30": "a" + "\u0301" * LONGEST_RUN,
            "i_str_30_marks_twice": ("a" + "\u0316" * LONGEST_RUN) * 2,
            "i_str_html": "<script>alert(1)</script>&amp;",
            "i_str_format": "{0.__class__} %s %n ${x} #{x}",
            "i_str_1MB": lambda: "a" * 1_000_000,
            "i_str_1e6_escapes": lambda: r"\u00e5" * 170_000,
            "i_str_redos_pnr": lambda: "1" * 200_000,
            "i_str_redos_spaces": lambda: " " * 200_000 + "x",
            "i_str_redos_dashes": lambda: "-1" * 100_000,
            "i_str_redos_at": lambda: "a@" * 100_000,
        },
    ),
    *_texts(
        "a control character, a change of direction or a noncharacter",
        "S114",
        {
            "i_str_backspace_formfeed": r"\b\f",
            "i_str_nul_escape": r"a\u0000b",
            "i_str_c0_escape": r"\u0001\u001f",
            "i_str_escape_sequence": r"\u001b[2J",
            "i_str_c1": "\x85\x9f",
            "i_str_del": "\x7f",
            "i_str_nonchar_fffe": r"\ufffe",
            "i_str_nonchar_raw": "\uffff",
            "i_str_nonchar_fdd0": "\ufdd0",
            "i_str_bidi_rlo": "ej\u202e ojned\u202c",
            "i_str_bidi_isolate_open": "\u2066text",
            "i_str_bidi_escaped": r"\u202e",
        },
    ),
    *_texts(
        "half of a surrogate pair",
        "S115",
        {
            "n_str_lone_high": r"\ud800",
            "n_str_lone_low": r"\udc00",
            "n_str_reversed_pair": r"\ude00\ud83d",
            "n_str_high_then_letter": r"\ud83dx",
            "n_str_two_high": r"\ud83d\ud83d",
        },
    ),
    *_texts(
        "more combining marks than Stream-Safe Text has; NFC of them takes quadratic time",
        "S116",
        {
            "i_str_combining_31": "a" + "\u0301" * (LONGEST_RUN + 1),
            "i_str_combining_31_escaped": "a" + r"\u0301" * (LONGEST_RUN + 1),
            "i_str_combining_200k": lambda: "a" + "\u0301" * 100_000,
            "i_str_combining_reversed_ccc": lambda: "a" + "\u0301" * 30_000 + "\u0316" * 30_000,
        },
    ),
    *_texts(
        "a string outside the grammar",
        "S101",
        {
            "n_str_raw_newline": "a\nb",
            "n_str_raw_tab": "a\tb",
            "n_str_raw_nul": "a\0b",
            "n_str_raw_esc": "\x1b[2J",
            "n_str_bad_escape": r"\x41",
            "n_str_bad_escape_letter": r"\U00000041",
            "n_str_short_unicode": r"\u00",
            "n_str_unicode_spaces": r"\u 041",
            "n_str_unicode_sign": r"\u+041",
            "n_str_unicode_underscore": r"\u00_1",
        },
    ),
    *_group(
        "a string without its quotes",
        "S101",
        {
            "n_str_single_quotes": "'a'",
            "n_str_unterminated": '"abc',
            "n_str_backslash_end": '"abc\\',
            "n_str_smart_quotes": "\u201ca\u201d",
            "n_str_1e6_escaped_quotes_unterminated": lambda: '"' + r"\"" * 500_000,
        },
    ),
    *_texts(
        "bytes that are no UTF-8 (RFC 3629 §3)",
        "S102",
        {
            "n_utf8_ff": b"\xff",
            "n_utf8_continuation": b"\x80",
            "n_utf8_overlong_slash": b"\xc0\xaf",
            "n_utf8_overlong_nul": b"\xc0\x80",
            "n_utf8_overlong_3": b"\xe0\x80\xaf",
            "n_utf8_cesu_surrogate": b"\xed\xa0\x80",
            "n_utf8_cesu_pair": b"\xed\xa0\xbd\xed\xb8\x80",
            "n_utf8_above_10ffff": b"\xf4\x90\x80\x80",
            "n_utf8_five_byte": b"\xf8\x88\x80\x80\x80",
            "n_utf8_truncated_2": b"\xc3",
            "n_utf8_truncated_4": b"\xf0\x9f\x98",
            "n_utf8_latin1_aring": "å".encode("latin-1"),
            "n_utf8_cp850_aring": "å".encode("cp850"),
            "n_utf8_mac_aring": "å".encode("mac-roman"),
        },
    ),
)

# ── Objects, lists, literals (RFC 8259 §3–5) ───────────────────────────────────

STRUCTURES = (
    *_group(
        "objects and lists in order",
        None,
        {
            "y_obj_empty": "{}",
            "y_arr_empty": "[]",
            "y_arr_200_siblings": _repeated("[]", 200),
            "y_obj_200_siblings": _repeated('{"a":{}}', 200),
            "y_obj_nested_5": nested('{"a":', "}", 5, "1"),
            "y_nest_64": nested("[", "]", DEEPEST),
            "y_nest_obj_64": nested('{"a":', "}", DEEPEST, "1"),
        },
    ),
    *_group(
        "keys that mean something to other programs and nothing here",
        None,
        {
            "i_obj_keys_case": '{"Id":1,"id":2}',
            "i_obj_key_empty": '{"":1}',
            "i_obj_key_spaces": '{" a ":1}',
            "i_obj_key_dunder": '{"__class__":"os.system","__proto__":{"x":1},"__init__":1}',
            "i_obj_key_pointer_chars": '{"a/b":{"~c":{"":1}}}',
            "i_obj_key_dollar": '{"$ref":"file:///etc/passwd","$schema":"http://x.invalid/"}',
            "i_obj_key_cattrs_tag": '{"_type":"subprocess.Popen","py/object":"os.system"}',
            "i_obj_key_cyrillic": '{"a":1,"\u0430":2}',
            "i_obj_key_200": f'{{"{"k" * LONGEST_KEY}":1}}',
        },
    ),
    *_group(
        "the same key twice",
        "S106",
        {
            "n_obj_dup_key": '{"a":1,"a":2}',
            "n_obj_dup_key_same_value": '{"a":1,"a":1}',
            "n_obj_dup_key_thrice": '{"a":1,"a":2,"a":3}',
            "n_obj_dup_key_escaped": r'{"a":1,"\u0061":2}',
            "n_obj_dup_first_null": '{"a":null,"a":2}',
            "n_wide_100k_dup_keys": lambda: (
                "{" + ",".join(f'"a":{n}' for n in range(100_000)) + "}"
            ),
        },
        "/a",
    ),
    *_group(
        "the same key twice, deep within",
        "S106",
        {"n_obj_dup_key_deep": '[[{"x":[{"b":1,"b":2}]}]]'},
        "/0/0/x/0/b",
    ),
    *_group(
        "two keys that Unicode holds for one",
        "S107",
        {"i_obj_keys_nfc_nfd": '{"år":1,"a\u030ar":2}'},
        "/a\u030ar",
    ),
    *_group(
        "the Kelvin sign beside the letter K",
        "S107",
        {"i_obj_keys_kelvin": '{"K":1,"\u212a":2}'},
        "/\u212a",
    ),
    *_group(
        "half a surrogate pair in a key",
        "S115",
        {"n_obj_key_lone_surrogate": r'{"\ud800":1}'},
        "/\ud800",
    ),
    *_group("a control character in a key", "S114", {"i_obj_key_nul": r'{"\u0000":1}'}, "/\0"),
    *_group(
        "a key of 201 characters, raw",
        "S117",
        {"i_obj_key_201": f'{{"{"k" * (LONGEST_KEY + 1)}":1}}'},
        f"/{'k' * (LONGEST_KEY + 1)}",
    ),
    *_group(
        "a key of 201 characters, the last one escaped",
        "S117",
        {"i_obj_key_201_escaped": f'{{"{"k" * LONGEST_KEY}\\u006b" \t\n:1}}'},
        f"/{'k' * (LONGEST_KEY + 1)}",
    ),
    *_group(
        "a key as long as a document",
        "S117",
        {"i_obj_key_100k": lambda: f'{{"{"k" * 100_000}":1}}'},
        f"/{'k' * 100_000}",
    ),
    *_group(
        "a key that must be escaped in a pointer (RFC 6901)",
        "S113",
        {"i_obj_key_in_pointer": '{"a/b":{"~c":-0}}'},
        "/a~1b/~0c",
    ),
    *_group(
        "an object or list outside the grammar",
        "S101",
        {
            "n_obj_key_number": "{1:2}",
            "n_obj_key_unquoted": "{a:1}",
            "n_obj_key_null": "{null:1}",
            "n_obj_trailing_comma": '{"a":1,}',
            "n_obj_double_comma": '{"a":1,,"b":2}',
            "n_obj_missing_colon": '{"a" 1}',
            "n_obj_missing_value": '{"a":}',
            "n_obj_no_comma": '{"a":1 "b":2}',
            "n_obj_unclosed": '{"a":1',
            "n_obj_open": "{",
            "n_arr_trailing_comma": "[1,]",
            "n_arr_leading_comma": "[,1]",
            "n_arr_unclosed": "[1",
            "n_arr_mismatch": "[1}",
            "n_arr_colon": '["a":1]',
            "n_lit_True": "True",
            "n_lit_None": "None",
            "n_lit_undefined": "undefined",
            "n_lit_truncated": "nul",
            "n_lit_run_on": "truefalse",
            "n_comment_block": "/* x */ 1",
            "n_comment_line": "1 // x",
            "n_comment_hash": "1 # x",
        },
    ),
    *_group(
        "nesting beyond the limit, closed or cut off: deep enough, it kills a parser",
        "S105",
        {
            "i_nest_65": nested("[", "]", DEEPEST + 1),
            "i_nest_65_after_siblings": lambda: (
                "[" + "[]," * 10 + "[" * DEEPEST + "]" * DEEPEST + "]"
            ),
            "i_nest_65_after_brackets_in_text": lambda: (
                '["]]]]]]\\"]]]]",' + "[" * DEEPEST + "]" * DEEPEST + "]"
            ),
            **{
                name: nested(*brackets, depth, inside)
                for depth in (100, 500, 1000, 2000)
                for name, brackets, inside in (
                    (f"i_nest_arr_{depth}", ("[", "]"), ""),
                    (f"i_nest_obj_{depth}", ('{"a":', "}"), "1"),
                )
            },
            "n_nest_arr_100k": nested("[", "]", 100_000),
            "n_nest_obj_100k": nested('{"a":', "}", 100_000, "1"),
            "n_nest_mixed_100k": nested('[{"a":', "}]", 50_000, "1"),
            "n_nest_arr_100k_open": nested("[", "", 100_000),
            "n_nest_obj_100k_open": nested('{"a":', "", 100_000),
        },
    ),
    *_group(
        "a wide document",
        None,
        {
            "i_wide_100k_keys": lambda: "{" + ",".join(f'"k{n}":1' for n in range(100_000)) + "}",
            "i_wide_1e6_elements": _repeated("1", 1_000_000),
            "i_wide_300k_empty_objects": _repeated("{}", 300_000),
        },
    ),
)

# ── The document as bytes (RFC 8259 §2, §8) ────────────────────────────────────

_PLAIN = '{"a":1}'

ENCODINGS = (
    *_group(
        "white space around the value",
        None,
        {
            "y_doc_trailing_newline": f"{_PLAIN}\n",
            "y_doc_whitespace_around": f" \t\r\n{_PLAIN} \t\r\n",
            "y_doc_crlf": '{\r\n"a":1\r\n}',
            "i_doc_utf7": '{"x_+AOU":1,"a":1}',
            "i_doc_1MB_leading_whitespace": lambda: " " * 1_000_000 + _PLAIN,
            "i_doc_largest": lambda: _filled(LARGEST),
        },
    ),
    *_group(
        "a byte-order mark",
        "S103",
        {
            "n_doc_bom_only": "\ufeff",
            "i_doc_utf8_bom": f"\ufeff{_PLAIN}",
            "n_doc_double_bom": f"\ufeff\ufeff{_PLAIN}",
        },
    ),
    *_group(
        "another encoding, or no text at all",
        "S102",
        {
            "n_doc_utf16": b"\xff\xfe" + _PLAIN.encode("utf-16-le"),
            "n_doc_utf32": b"\xff\xfe\0\0" + _PLAIN.encode("utf-32-le"),
            "n_doc_cp1252": '{"x_å":1,"a":1}'.encode("cp1252"),
            "n_doc_cp037": _PLAIN.encode("cp037"),
            "n_doc_gzip": gzip.compress(_PLAIN.encode(), mtime=0),
            "n_doc_pickle": b"\x80\x04N.",
        },
    ),
    *_group(
        "another encoding whose bytes are UTF-8, but no JSON",
        "S101",
        {
            "n_doc_utf16le": _PLAIN.encode("utf-16-le"),
            "n_doc_utf16be": _PLAIN.encode("utf-16-be"),
            "n_doc_utf32le": _PLAIN.encode("utf-32-le"),
            "n_doc_utf32be": _PLAIN.encode("utf-32-be"),
        },
    ),
    *_group(
        "nothing, or something before or after the value",
        "S101",
        {
            "n_doc_empty": "",
            "n_doc_whitespace": " \t\r\n",
            "n_doc_nul_only": "\0",
            "n_doc_utf8_twice": '{"x_\u00e5":1,"a":1}}',
            "n_doc_json_in_string_bare": f'{_PLAIN}"',
            "n_doc_trailing_garbage": f"{_PLAIN} x",
            "n_doc_trailing_bracket": f"{_PLAIN}}}",
            "n_doc_trailing_comma": f"{_PLAIN},",
            "n_doc_trailing_nul": f"{_PLAIN}\0",
            "n_doc_two_docs": _PLAIN * 2,
            "n_doc_two_docs_newline": f"{_PLAIN}\n{_PLAIN}",
            "n_doc_record_separator": f"\x1e{_PLAIN}\n",
            "n_doc_leading_nbsp": f"\u00a0{_PLAIN}",
            "n_doc_leading_formfeed": f"\f{_PLAIN}",
            "n_doc_leading_zwsp": f"\u200b{_PLAIN}",
            "n_doc_xssi_prefix": f")]}}',\n{_PLAIN}",
            "n_doc_jsonp": f"cb({_PLAIN})",
            "n_doc_merge_conflict": f"<<<<<<< HEAD\n{_PLAIN}\n=======\n{_PLAIN}\n>>>>>>> x\n",
        },
    ),
    *_group(
        "another format",
        "S101",
        {
            "n_doc_zip_magic": f"PK\x03\x04{_PLAIN}",
            "n_doc_xml": "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
            "n_doc_html_error_page": "<!doctype html><title>502 Bad Gateway</title>",
            "n_doc_yaml": "a: 1\nb: !!python/object/apply:os.system ['true']\n",
            "n_doc_json5": "{a:1,/*c*/}",
            "n_doc_toml": 'a = "1"\n',
        },
    ),
    *_group(
        "one byte more than a document may have",
        "S104",
        {
            "n_doc_11MB": lambda: _filled(LARGEST + 1_000_000),
            "n_doc_one_byte_too_large": lambda: _filled(LARGEST + 1),
        },
    ),
)


def _filled(size: int) -> str:
    """An object of *size* bytes."""
    return f'{{"x":"{"a" * (size - len(_PLAIN) - 1)}"}}'


JSON_CASES = (*NUMBERS, *STRINGS, *STRUCTURES, *ENCODINGS)
"""What the JSON layer must take or refuse."""

# ── Whole documents: their root, their version, their parts ────────────────────

HEAD: dict[str, Any] = {
    "medborgarlofte": "1.0",
    "id": "a",
    "title": "A",
    "kind": "action_plan",
    "language": "sv",
}
"""The least that an agreement has."""


def document(others: dict[str, Any] | None = None, /, **members: Any) -> str:
    """The least agreement, with *members* and *others* put in; ``...`` takes one out."""
    tree = {**HEAD, **members, **(others or {})}
    return json.dumps({key: value for key, value in tree.items() if value is not ...})


def extended(raw: str) -> str:
    """The least agreement with *raw*, JSON of any kind, as an unknown field."""
    return f'{document()[:-1]}, "x": {raw}}}'


def many(key: str, item: str, times: int) -> Callable[[], str]:
    """The least agreement with *times* times *item* under *key*."""
    return lambda: f"{document()[:-1]}, {json.dumps(key)}: {_repeated(item, times)()}}}"


PYTHON_NAMES = (
    *("__class__", "__init__", "__dict__", "__slots__", "__attrs_attrs__", "__proto__"),
    *("self", "class", "klass", "extensions", "evolve", "format_version", "places"),
    *("_by_id", "_", "x_", "constructor", "toString"),
)
"""Names that mean something to Python, to our own classes or to JavaScript."""

_VERSION = "/medborgarlofte"

DOCUMENT_CASES = (
    *_group(
        "a root that is no object",
        "S201",
        {
            "n_root_null": "null",
            "n_root_true": "true",
            "n_root_0": "0",
            "n_root_decimal": "1.5",
            "n_root_x": '"x"',
            "n_root_array": "[]",
            "n_root_array_of_object": "[{}]",
            "B15": f"[{document()}]",
        },
    ),
    *_group(
        "someone else's JSON",
        "S202",
        {
            "n_root_object": "{}",
            "B16_geojson": '{"type":"FeatureCollection","features":[]}',
            "B16_package": '{"name":"x","version":"1.0.0","dependencies":{}}',
            "B16_ocds": '{"ocid":"ocds-1","id":"1","date":"2024-01-01T00:00:00Z","tag":["planning"]}',
            "B17_schema": '{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object"}',
            "B23_version_key_in_other_script": document(
                {"medborgarlofte": ..., "м\u0435дборгарлофте": "1.0"}
            ),
            "G11_missing": document(medborgarlofte=...),
        },
    ),
    *_group(
        "a version that is none",
        "S203",
        {
            f"G11_{name}": document(medborgarlofte=version)
            for name, version in {
                "number": 1,
                "decimal": 1.0,
                "true": True,
                "null": None,
                "list": ["1.0"],
                "object": {"major": 1},
                "empty": "",
                "comma": "1,0",
                "three": "1.0.0",
                "one": "1",
                "leading_zero": "01.0",
                "v": "v1.0",
                "space": "1.0 ",
                "newline": "1.0\n",
                "fullwidth": "\uff11.\uff10",
                "arabic": "\u0661.\u0660",
                "5000_digits": "1" * 5000 + ".0",
                "four_digits": "1.1000",
                "minus": "-1.0",
            }.items()
        },
        _VERSION,
    ),
    *_group(
        "a version that means something else",
        "S204",
        {
            "G09": document(medborgarlofte="999.0"),
            "G09_next": document(medborgarlofte="2.0"),
            "G09_before_any": document(medborgarlofte="0.1"),
        },
        _VERSION,
    ),
    *_group("a newer minor version", None, {"G08": document(medborgarlofte="1.999")}),
    *_group(
        "the key of the version misspelt",
        "S303",
        {"B22_version": document({"medborgarlofte": ..., "medborgarlöfte": "1.0"})},
        "/medborgarlöfte",
    ),
    *_group(
        "a required key misspelt",
        "S303",
        {"B22_required": document(title=..., titel="A")},
        "/titel",
    ),
    *_group(
        "an optional key misspelt, which is kept and told as a warning",
        None,
        {"B22_optional": document(sumary="A")},
    ),
    *_group(
        "nothing but the version: the missing keys are told at the parent",
        "S301",
        {"B25": '{"medborgarlofte":"1.0"}'},
    ),
    *_group(
        "unknown keys that look like commands, types, addresses or fields of Python",
        None,
        {
            "B18": document({"$ref": "file:///etc/passwd", "$include": "http://x.invalid/"}),
            "B19": document({"_type": "subprocess.Popen", "py/object": "os.system"}),
            "B23": document(Id=1, ID=2),
            "B24": document({"id ": 1, "i\u200bd": 2, "\u0456d": 3}),
            "B27": document({"a/b": {"~c": 1}}),
            "G04": document(dict.fromkeys(PYTHON_NAMES, 1)),
            "G07": document(maste_forstas=["x_villkor"]),
            "G14": document(x_big="a" * 100_000),
        },
    ),
    *_group(
        "an extension as deep as a document may be",
        None,
        {"G14_depth_64": lambda: extended(nested("[", "]", DEEPEST - 1)())},
    ),
    *_group(
        "an extension deeper than that",
        "S105",
        {"G14_depth_65": lambda: extended(nested("[", "]", DEEPEST)())},
    ),
    *_group(
        "a list of anything but objects",
        "S302",
        {
            "B09_list_in_list": document(promises=[[]]),
            "B09_string_in_list": document(promises=["a"]),
            "B09_true_in_list": document(promises=[True]),
        },
        "/promises/0",
    ),
    *_group(
        "no list where there is to be one",
        "S302",
        {
            "B06_string": document(promises="abc"),
            "B07_object": document(promises={"a": 1}),
            "B08_single": document(promises={"id": "a", "text": "A"}),
            "B08_number": document(promises=1),
        },
        "/promises",
    ),
    *_group("null in a list", "S305", {"B10": document(promises=[None])}, "/promises/0"),
    *_group("null instead of a value", "S305", {"B03": document(summary=None)}, "/summary"),
    *_group("an empty list", "S306", {"B03_empty_list": document(goals=[])}, "/goals"),
    *_group(
        "a text with nothing in it",
        "S306",
        {
            "F10_empty": document(summary=""),
            "F10_space": document(summary=" \t\n\u00a0\u2003\u3000"),
            "F10_no_language": document(summary={}),
        },
        "/summary",
    ),
    *_group(
        "an empty text in one language",
        "S306",
        {"F10_language": document(summary={"sv": "A", "en": ""})},
        "/summary/en",
    ),
    *_group(
        "a text longer than a text may be",
        "S310",
        {
            "F11_100k": lambda: document(summary="a" * 100_001),
            "F11": lambda: document(summary="a" * 10**6),
        },
        "/summary",
    ),
    *_group(
        "a text as long as a text may be",
        None,
        {"F11_longest": lambda: document(summary="a" * 100_000)},
    ),
    *_group(
        "many faults of one kind: the first are told, the rest are counted",
        "S302",
        {
            "B20_ids": many("promises", '{"id":1,"text":"A"}', 50_000),
        },
        "/promises/0/id",
    ),
    *_group(
        "the same, of items that are no objects",
        "S302",
        {"B20_numbers": many("promises", "1", 300_000)},
        "/promises/0",
    ),
    *_group(
        "many empty objects: each lacks its required keys",
        "S301",
        {"B21": many("promises", "{}", 300_000)},
        "/promises/0",
    ),
    *_group(
        "many equal parts; ids are compared by a rule of their own, not by the reader",
        None,
        {"B12": many("parties", '{"id":"b","name":"B","kind":"other"}', 1000)},
    ),
    *_group(
        "an id that is none",
        "S309",
        {
            f"C04_{name}": document(promises=[{"id": text, "text": "A"}])
            for name, text in {
                "dot": ".",
                "dots": "..",
                "path": "a/b",
                "parent": "../../x",
                "absolute": "/etc/passwd",
                "backslash": "a\\b",
                "capital": "CON",
                "space_after": "a ",
                "space_before": " a",
                "newline": "a\n",
                "hyphen_first": "-rf",
                "underscore_first": "_a",
                "accent": "l\u00f6fte",
                "nfd": "lo\u0308fte",
                "zwsp": "a\u200bb",
                "soft_hyphen": "a\u00adb",
                "cyrillic": "\u0430",
                "fullwidth_digit": "\uff11",
                "superscript": "a\u00b2",
                "colon": "a:b",
                "url": "https://x.invalid/",
                "markup": "<b>",
                "formula": "=1+1",
                "percent": "%00",
            }.items()
        },
        "/promises/0/id",
    ),
    *_group(
        "an id with nothing in it",
        "S306",
        {"C04_empty": document(promises=[{"id": "", "text": "A"}])},
        "/promises/0/id",
    ),
    *_group(
        "an id longer than a file name",
        "S310",
        {
            "C04_129": document(promises=[{"id": "a" * 129, "text": "A"}]),
            "C04_300": document(promises=[{"id": "a" * 300, "text": "A"}]),
        },
        "/promises/0/id",
    ),
    *_group(
        "an id as long as an id may be",
        None,
        {"C04_128": document(promises=[{"id": "a" * 128, "text": "A"}])},
    ),
    *_group(
        "references that lead nowhere, to themselves or in a circle: all of it can be read",
        None,
        {
            "C01": document(promises=[{"id": "b", "text": "A"}] * 2),
            "C06": document(promises=[{"id": "b", "text": "A", "measures": ["nowhere"]}]),
            "C08": document(areas=[{"id": "b", "name": "B", "kind": "other", "part_of": "b"}]),
            "C09": document(
                areas=[
                    {"id": "b", "name": "B", "kind": "other", "part_of": "c"},
                    {"id": "c", "name": "C", "kind": "other", "part_of": "b"},
                ]
            ),
            "C10": lambda: document(
                areas=[
                    {"id": f"a{n}", "name": "A", "kind": "other", "part_of": f"a{n + 1}"}
                    for n in range(10_000)
                ]
            ),
            "C12": document(promises=[{"id": "b", "text": "A", "measures": ["m", "m"]}]),
        },
    ),
)
"""What the reader of documents must take or refuse."""

# ── Dates (ISO 8601 and what libraries take for it) ────────────────────────────

DATES = {
    "empty": "",
    "space": " ",
    "now": "now",
    "today": "today",
    "year_2": "24",
    "year_3": "202",
    "year_5": "20240",
    "month_day": "0401",
    "compact": "20240201",
    "compact_month": "202402",
    "ordinal": "2024-366",
    "ordinal_compact": "2024366",
    "week_day": "2024-W01-1",
    "week_day_zero": "2024-W40-0",
    "week_compact": "2024W01",
    "week_0": "2024-W00",
    "week_53_of_short_year": "2024-W53",
    "week_54": "2024-W54",
    "week_1_digit": "2024-W1",
    "month_0": "2024-00",
    "month_13": "2024-13",
    "month_1_digit": "2024-1",
    "day_0": "2024-01-00",
    "day_32": "2024-01-32",
    "day_1_digit": "2024-01-1",
    "30_february": "2024-02-30",
    "29_february_2023": "2023-02-29",
    "29_february_1900": "1900-02-29",
    "29_february_2200": "2200-02-29",
    "31_april": "2024-04-31",
    "year_0000": "0000",
    "year_0001": "0001-01-01",
    "year_1899": "1899-12-31",
    "year_2201": "2201",
    "year_9999": "9999-12-31",
    "half_0": "2024-H0",
    "half_3": "2024-H3",
    "tertial_4": "2024-T4",
    "quarter_0": "2024-Q0",
    "quarter_5": "2024-Q5",
    "quarter_and_day": "2024-Q1-01",
    "small_letter": "2024-q1",
    "slashes": "2024/02/01",
    "dots": "01.02.2024",
    "american": "02/01/2024",
    "spaces": "2024 02 01",
    "space_before": " 2024",
    "space_after": "2024 ",
    "newline_after": "2024-02-01\n",
    "newline_within": "2024-\n02",
    "no_break_space": "2024-02-01\u00a0",
    "zero_width": "2024\u200b-02-01",
    "en_dash": "2024\u201302\u201301",
    "minus_sign": "2024\u221202\u221201",
    "non_breaking_hyphen": "2024\u201102\u201101",
    "fullwidth": "\uff12\uff10\uff12\uff14",
    "arabic": "\u0662\u0660\u0662\u0664-02-01",
    "superscript": "202\u2074",
    "roman": "MMXXIV",
    "plus": "+2024",
    "minus": "-2024",
    "plus_six": "+002024-02-01",
    "float": "2024.5",
    "exponent": "2.024e3",
    "hex": "0x7e8",
    "underscore": "20_24",
    "timestamp": "1706745600",
    "date_time": "2024-02-01T12:00:00",
    "date_time_z": "2024-02-01T12:00:00Z",
    "date_time_24": "2024-02-01T24:00:00Z",
    "leap_second": "2016-12-31T23:59:60Z",
    "nanoseconds": "2024-02-01T00:00:00.123456789Z",
    "offset": "2024-02-01+01:00",
    "offset_minus_zero": "2024-02-01T00:00:00-00:00",
    "gap_of_summer_time": "2024-03-31T02:30:00",
    "z": "2024-02-01Z",
    "time": "12:00",
    "hours": "2:",
    "interval": "2021-01-01/2022-01-01",
    "interval_duration": "2021-01-01/P1DT1H",
    "open_interval": "2021/..",
    "duration": "P1Y",
    "duration_overflow": "P42146297M",
    "duration_wrap": "PT4294967297M",
    "duration_broken": "PT/PT29496729M",
    "duration_two_months": "P12M4M",
    "ixdtf": "2024-02-01[Europe/Stockholm]",
    "edtf_uncertain": "2024?",
    "edtf_season": "2024-21",
    "edtf_unspecified": "202X",
    "swedish": "1 februari 2024",
    "month_name": "Feb 2024",
    "word": "våren 2024",
    "unknown": "okänt",
    "null": "null",
    "nan": "NaN",
    "template": "{{date}}",
    "long": "2024-02-01" + "0" * 1000,
}
"""Strings that are no date here, though some library takes each of them for one, or might."""
