"""JSON at the door: what is accepted, what is refused, and where the mistake is said to be."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.dossier.strict_json import (
    MAX_BODY,
    MAX_DEPTH,
    MAX_NUMBER,
    MAX_VALUES,
    MAX_WITHOUT_FILES,
    JsonNumber,
    read_json,
    size_without_files,
)
from docgen.errors import DocgenError, NotJson, TooLarge
from docgen.texts import Text


def place_of(raw: bytes) -> tuple[object, object, str]:
    with pytest.raises(NotJson) as caught:
        read_json(raw)
    values = caught.value.detail.values
    mistake = values["mistake"]
    assert isinstance(mistake, Text)
    return values["line"], values["column"], mistake.message


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"{}", {}),
        (b" [ ] \r\n", []),
        (b'"a"', "a"),
        (b'{"a":[1,-2.50,1e3,true,false,null]}', {"a": ["1", "-2.50", "1e3", True, False, None]}),
        (rb'"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"', '"\\/\b\f\n\r\t\u00e9\U0001f600'),
        ('"Łukasz Đặng € 😀"'.encode(), "Łukasz Đặng € 😀"),
        (b"\xef\xbb\xbf{}", {}),
        (b'{"":{"":""}}', {"": {"": ""}}),
    ],
)
def test_sound_json_is_read(raw: bytes, value: object) -> None:
    assert read_json(raw) == value


def test_numbers_keep_their_text_and_no_float_exists() -> None:
    found = read_json(b"[0.1, 12.345, 1E400, 12345678901234567890]")
    assert isinstance(found, list)
    assert [str(each) for each in found] == ["0.1", "12.345", "1E400", "12345678901234567890"]
    assert {type(each) for each in found} == {JsonNumber}


@pytest.mark.parametrize(
    ("raw", "line", "column", "words"),
    [
        (b'{"a":1,"a":2}', 1, 8, "twice"),
        (b'{"a":1,\n "\\u0061":2}', 2, 2, "twice"),
        (b'{"a": NaN}', 1, 7, "NaN"),
        (b"[1,\n\n  -Infinity]", 3, 3, "NaN"),
        (b"[Infinity]", 1, 2, "NaN"),
        (b'{"a":1,}', 1, 7, "comma too many"),
        (b"[1,]", 1, 3, "comma too many"),
        (b'{"a" 1}', 1, 6, "colon"),
        (b'{"a":1 "b":2}', 1, 8, "comma or"),
        (b"[1 2]", 1, 4, "comma or"),
        (b"[01]", 1, 3, "comma or"),
        (b"[1.]", 1, 3, "comma or"),
        (b"[.5]", 1, 2, "value was expected"),
        (b"[+1]", 1, 2, "value was expected"),
        (b"[-]", 1, 2, "value was expected"),
        (b"[True]", 1, 2, "value was expected"),
        (b"[nul]", 1, 2, "value was expected"),
        (b"{a:1}", 1, 2, "name of a field"),
        (b"{'a':1}", 1, 2, "name of a field"),
        (b"['a']", 1, 2, "single"),
        (b"[ // x\n1]", 1, 3, "comments"),
        (b'["a', 1, 2, "closing quote"),
        (b'["a\nb"]', 1, 4, "control character"),
        (b'["a\x00b"]', 1, 4, "control character"),
        (b'["a\tb"]', 1, 4, "control character"),
        (rb'["\x41"]', 1, 3, "backslash"),
        (rb'["\u12g4"]', 1, 3, "backslash"),
        (b'["\\', 1, 3, "backslash"),
        (rb'["\ud800"]', 1, 2, "surrogate"),
        (rb'["\ude00\ud83d"]', 1, 2, "surrogate"),
        (rb'{"\udfff":1}', 1, 2, "surrogate"),
        (b"[1", 1, 3, "comma or"),
        (b"[", 1, 2, "too early"),
        (b"{}{}", 1, 3, "after the end"),
        (b"[1]\n,", 2, 1, "after the end"),
        (b"[" + b"9" * (MAX_NUMBER + 1) + b"]", 1, 2, "characters"),
        (b"[" * (MAX_DEPTH + 1), 1, MAX_DEPTH + 1, "nested"),
        (b"[" * 100_000, 1, MAX_DEPTH + 1, "nested"),
        (b'{"a":' * 100_000, 1, MAX_DEPTH * 5 + 1, "nested"),
    ],
)
def test_every_mistake_has_a_line_and_a_column(raw: bytes, line: int, column: int, words: str) -> None:
    found_line, found_column, message = place_of(raw)
    assert (found_line, found_column) == (line, column)
    assert words in message


@pytest.mark.parametrize("raw", [b"", b" \n", b"\xff", b"\xff\xfe{\x00}\x00", b'"\xed\xa0\x80"', "{}".encode("utf-16")])
def test_no_json_at_all(raw: bytes) -> None:
    with pytest.raises(NotJson) as caught:
        read_json(raw)
    assert "mistake" not in caught.value.detail.values


def test_values_are_never_echoed() -> None:
    _, _, message = place_of(b'{"iban": "NL91ABNA0417164300" "x"}')
    assert "NL91" not in message


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH])
def test_depth_up_to_the_limit(depth: int) -> None:
    assert read_json(b"[" * depth + b"]" * depth) is not None


def test_number_length_up_to_the_limit() -> None:
    assert read_json(b"9" * MAX_NUMBER) == "9" * MAX_NUMBER


@pytest.mark.parametrize(("count", "accepted"), [(MAX_VALUES - 1, True), (MAX_VALUES, True), (MAX_VALUES + 1, False)])
def test_the_number_of_values_is_limited(count: int, accepted: bool) -> None:
    raw = b"[" + b"1," * (count - 2) + b"1]"  # the list counts too
    if accepted:
        assert len(read_json(raw)) == count - 1  # type: ignore[arg-type]
    else:
        with pytest.raises(TooLarge):
            read_json(raw)


def request_of(size: int, *, logo: int = 0, content: int = 0) -> bytes:
    """A body of `size` bytes plus a logo and an attachment of so many bytes."""
    body = {
        "dossier": {
            "creditor": {"logo": "x" * logo},
            "agency": {"logo": "x" * logo},
            "attachments": [{"content": "x" * content}, "not an object"],
        },
        "padding": "",
    }
    short = size + 2 * logo + content - len(json.dumps(body))
    return json.dumps(body | {"padding": "p" * short}).encode()


@pytest.mark.parametrize("size", [MAX_WITHOUT_FILES - 1, MAX_WITHOUT_FILES])
def test_size_without_files_up_to_the_limit(size: int) -> None:
    raw = request_of(size, logo=100_000, content=3_000_000)
    assert size_without_files(raw, read_json(raw)) == size


@pytest.mark.parametrize("files", [0, 100_000])
def test_size_without_files_past_the_limit(files: int) -> None:
    with pytest.raises(TooLarge, match="Without logo"):
        read_json(request_of(MAX_WITHOUT_FILES + 1, logo=files, content=files))


@pytest.mark.parametrize("where", ["logo", "content", "padding"])
def test_only_files_at_their_own_place_are_left_out(where: str) -> None:
    with pytest.raises(TooLarge):
        read_json(json.dumps({where: "x" * (MAX_WITHOUT_FILES + 10)}).encode())


def test_the_whole_body_is_limited() -> None:
    content = MAX_BODY - 1000
    assert len(request_of(1000, content=content)) == MAX_BODY
    assert read_json(request_of(1000, content=content))
    started = time.process_time()
    with pytest.raises(TooLarge, match="larger than"):
        read_json(request_of(1001, content=content))
    with pytest.raises(TooLarge):
        read_json(b"[" * (MAX_BODY + 1))
    assert time.process_time() - started < 5


@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.integers(-(10**20), 10**20),
        lambda each: st.lists(each) | st.dictionaries(st.text(), each),
        max_leaves=8,
    )
)
def test_all_that_python_writes_is_read_back(data: object) -> None:
    def literal(value: object) -> object:
        if isinstance(value, dict):
            return {key: literal(each) for key, each in value.items()}
        if isinstance(value, list):
            return [literal(each) for each in value]
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    for ascii_only in (True, False):
        assert read_json(json.dumps(data, ensure_ascii=ascii_only).encode()) == literal(data)


@given(st.binary() | st.text("{}[]\",:\\ \n\t0123456789.eE+-truefalsnNIy/u'").map(str.encode))
def test_any_bytes_give_json_or_a_plain_error(raw: bytes) -> None:
    try:
        read_json(raw)
    except DocgenError:
        return
    json.loads(raw)  # what we accept, others accept too
