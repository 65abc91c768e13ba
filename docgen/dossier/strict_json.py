"""JSON as strictly as RFC 8259 says it, and then some: every mistake has a line and a column, no float ever exists."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docgen.errors import NotJson, TooLarge
from docgen.texts import Text, text

MAX_BODY = 15 * 1024 * 1024  # bytes
MAX_WITHOUT_FILES = 1024 * 1024  # bytes, logos and contents of attachments not counted
MAX_DEPTH = 20
MAX_VALUES = 50_000  # objects, lists, keys and leaves together
MAX_NUMBER = 40  # characters

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_WORD = re.compile(r"-?[A-Za-z]+")
_HEX = re.compile(r"[0-9A-Fa-f]{4}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS = {"true": True, "false": False, "null": None}
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JsonNumber(str):
    """A number exactly as it was written: who needs an amount or a count decides what is acceptable."""

    __slots__ = ()


def read_json(raw: bytes) -> object:
    """Parse a body: dict, list, str, bool, None and `JsonNumber`. Raises `NotJson` and `TooLarge`."""
    if len(raw) > MAX_BODY:
        raise TooLarge(text("The body is larger than {limit} MB. Send smaller attachments.", limit=MAX_BODY // 1024**2))
    try:
        body = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotJson(text("The body is not UTF-8. Save or send it as UTF-8.")) from None
    data = _Reader(body).document()
    if size_without_files(raw, data) > MAX_WITHOUT_FILES:
        raise TooLarge(
            text(
                "Without logo and attachments the body is larger than {limit} MB. Leave out what the letter does not "
                "need.",
                limit=MAX_WITHOUT_FILES // 1024**2,
            )
        )
    return data


def size_without_files(raw: bytes, data: object) -> int:
    """Bytes of a body that are not the logos and attachments of its dossier. `data` is what `raw` holds."""
    dossier = _inside(data, "dossier")
    attachments = _inside(dossier, "attachments")
    files = [_inside(_inside(dossier, party), "logo") for party in ("creditor", "agency")]
    files += [_inside(each, "content") for each in (attachments if isinstance(attachments, list) else ())]
    return len(raw) - sum(len(each) for each in files if isinstance(each, str))


def _inside(data: object, key: str) -> object:
    return data.get(key) if isinstance(data, Mapping) else None


class _Reader:
    """Walks once through the text; `place` is the next character."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.place = 0
        self.values = 0

    def document(self) -> object:
        self._skip_space()
        if self.place == len(self.body):
            raise NotJson(text("The body is empty. Send a JSON object."))
        value = self._value(1)
        self._skip_space()
        if self.place < len(self.body):
            raise self._wrong(text("there is more after the end of the JSON. Send one JSON object"))
        return value

    def _wrong(self, mistake: Text, place: int | None = None) -> NotJson:
        at = self.place if place is None else place
        line = self.body.count("\n", 0, at) + 1
        column = at - (self.body.rfind("\n", 0, at) + 1) + 1
        detail = text("Line {line}, column {column}: {mistake}.", line=line, column=column, mistake=mistake)
        return NotJson(detail, (line, column))

    def _skip_space(self) -> None:
        match = _SPACE.match(self.body, self.place)
        self.place = match.end() if match else self.place

    def _next(self) -> str:
        """The next character after white space, "" at the end."""
        self._skip_space()
        return self.body[self.place : self.place + 1]

    def _count(self) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise TooLarge(
                text("The JSON holds more than {limit} values. Split it over several requests.", limit=MAX_VALUES)
            )

    def _value(self, depth: int) -> object:
        self._count()
        sign = self._next()
        if sign in ("{", "["):
            if depth > MAX_DEPTH:
                raise self._wrong(text("the JSON is nested deeper than {limit} levels", limit=MAX_DEPTH))
            return self._object(depth) if sign == "{" else self._list(depth)
        if sign == '"':
            return self._string()
        match = _NUMBER.match(self.body, self.place)
        if match:
            if len(match[0]) > MAX_NUMBER:
                raise self._wrong(text("this number has more than {limit} characters", limit=MAX_NUMBER))
            self.place = match.end()
            return JsonNumber(match[0])
        return self._word(sign)

    def _word(self, sign: str) -> bool | None:
        match = _WORD.match(self.body, self.place)
        word = match[0] if match else ""
        if word in _WORDS:
            self.place += len(word)
            return _WORDS[word]
        if word.lstrip("-") in ("NaN", "Infinity"):
            raise self._wrong(text("NaN and Infinity are no numbers in JSON. Write an amount, or null"))
        if sign == "":
            raise self._wrong(text("the JSON stops too early. A value, a quote or a bracket is missing at the end"))
        if sign == "'":
            raise self._wrong(text("text stands between double quotes in JSON, not single ones"))
        if sign == "/":
            raise self._wrong(text("JSON has no comments. Take this out"))
        raise self._wrong(text("a value was expected here. Text stands between double quotes"))

    def _object(self, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        self.place += 1
        if self._next() == "}":
            self.place += 1
            return found
        while True:
            if self._next() != '"':
                raise self._wrong(text("the name of a field was expected here, between double quotes"))
            start = self.place
            self._count()
            key = self._string()
            if key in found:
                raise self._wrong(text("this field stands twice in the same object. Take one of them out"), start)
            if self._next() != ":":
                raise self._wrong(text("a colon was expected here, after the name of the field"))
            self.place += 1
            found[key] = self._value(depth + 1)
            if self._ends("}"):
                return found

    def _list(self, depth: int) -> list[object]:
        found: list[object] = []
        self.place += 1
        if self._next() == "]":
            self.place += 1
            return found
        while True:
            found.append(self._value(depth + 1))
            if self._ends("]"):
                return found

    def _ends(self, closing: str) -> bool:
        """Past a comma (False) or the closing bracket (True)."""
        sign = self._next()
        if sign == closing:
            self.place += 1
            return True
        if sign != ",":
            raise self._wrong(text("a comma or {closing} was expected here", closing=closing))
        comma = self.place
        self.place += 1
        if self._next() == closing:
            raise self._wrong(text("there is a comma too many before {closing}. Take it out", closing=closing), comma)
        return False

    def _string(self) -> str:
        start = self.place
        self.place += 1
        parts: list[str] = []
        while True:
            match = _PLAIN.match(self.body, self.place)
            if match:
                parts.append(match[0])
                self.place = match.end()
            sign = self.body[self.place : self.place + 1]
            if sign == '"':
                self.place += 1
                break
            if sign == "":
                raise self._wrong(text("this text has no closing quote"), start)
            if sign != "\\":
                raise self._wrong(text("a line break, tab or control character stands inside a text. Take it out"))
            parts.append(self._escape())
        value = "".join(parts)
        if len(parts) > 1 and _SURROGATE.search(value):
            # Both halves of a pair were escaped: join them. A half that is left has no partner.
            try:
                value = value.encode("utf-16", "surrogatepass").decode("utf-16")
            except UnicodeDecodeError:
                half = text("this text holds half a character (a lone surrogate). Write it whole")
                raise self._wrong(half, start) from None
        return value

    def _escape(self) -> str:
        code = self.body[self.place + 1 : self.place + 2]
        if code in _ESCAPES:
            self.place += 2
            return _ESCAPES[code]
        match = _HEX.match(self.body, self.place + 2) if code == "u" else None
        if match is None:
            raise self._wrong(text("this backslash starts no escape of JSON. Write two of them for one"))
        self.place += 6
        return chr(int(match[0], 16))
