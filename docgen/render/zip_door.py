"""Reads a zip file by our own hand, and takes only the plainest kind.

Libraries forgive much: entries that overlap, that say one thing in the list and another in front of their content, that
stand twice in it, bytes before and behind. What two programs can read differently is refused here, so that what was
checked is what is read later. The parts that come out are written anew before any library sees them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct, error
from typing import NoReturn

from docgen.texts import Text, text

MAX_PARTS = 200
MAX_INFLATED = 50 * 1024**2  # bytes of all parts
MAX_RATIO = 100  # of a part
SMALL = 64 * 1024  # a part up to this many bytes may have any ratio

_NAME = re.compile(r"(?!/)(?!.*(?:^|/)\.{1,2}(?:/|$))(?!.*//)[A-Za-z0-9_./\[\]-]{1,200}")
_LOCAL = Struct("<4s5H3I2H")
_LISTED = Struct("<4s6H3I5H2I")
_END = Struct("<4s4H2IH")
_DESCRIPTOR = b"PK\x07\x08"
_ENCRYPTED, _DESCRIBED = 0x2041, 0x0008  # flags
_STORED, _DEFLATED = 0, 8
_SIXTY_FOUR, _UNICODE_NAME = 0x0001, 0x7075  # extra fields that give another size or name
_KIND_OF_FILE, _ORDINARY, _FOLDER = 0xF000, 0x8000, 0x4000


class NotPlain(ValueError):
    """The file is no plain zip file; `said` says why, for its author."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.message)
        self.said = said


@dataclass(frozen=True)
class _Entry:
    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    start: int


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a zip file by name. Raises `NotPlain`."""
    try:
        return _unzipped(content)
    except (error, UnicodeDecodeError, zlib.error):
        _no_zip()


def _unzipped(content: bytes) -> dict[str, bytes]:
    signature, disk, first_disk, here, count, size, offset, remark = _END.unpack_from(content, len(content) - _END.size)
    if signature != b"PK\x05\x06" or disk or first_disk or here != count or remark:
        _no_zip()
    if offset + size != len(content) - _END.size:
        _no_zip()
    if count > MAX_PARTS:
        _refuse(text("It has more than {limit} parts.", limit=MAX_PARTS))
    entries = list(_listed(content, offset, count, offset + size))
    if len({each.name.lower() for each in entries}) < len(entries):
        _refuse(text("Two of its parts have the same name."))
    parts: dict[str, bytes] = {}
    end = total = 0
    for entry in sorted(entries, key=lambda entry: entry.start):
        if entry.start != end:  # overlapping, or something in between
            _no_zip()
        part, end = _inflated(content, entry, offset)
        total += len(part)
        if total > MAX_INFLATED:
            _refuse(text("Unpacked, the file is too large."))
        if not entry.name.endswith("/"):
            parts[entry.name] = part
        elif part:
            _no_zip()
    if end != offset:
        _no_zip()
    return parts


def _listed(content: bytes, place: int, count: int, end: int) -> Iterator[_Entry]:
    for _ in range(count):
        fields = _LISTED.unpack_from(content, place)
        signature, _, _, flags, method, _, _, checksum, packed, size = fields[:10]
        name_length, extra_length, remark_length, disk, _, attributes, start = fields[10:]
        at = place + _LISTED.size
        name, extra = content[at : at + name_length], content[at + name_length : at + name_length + extra_length]
        place = at + name_length + extra_length + remark_length
        if signature != b"PK\x01\x02" or disk or place > end:
            _no_zip()
        if flags & _ENCRYPTED or method not in (_STORED, _DEFLATED):
            _refuse(text("It is protected by a password, or packed in an unusual way. Save it again without password."))
        _plain_extra(extra)
        if attributes >> 16 & _KIND_OF_FILE not in (0, _ORDINARY, _FOLDER):
            _no_zip()
        yield _Entry(_plain_name(name), flags, method, checksum, packed, size, start)
    if place != end:
        _no_zip()


def _plain_name(raw: bytes) -> str:
    name = raw.decode("ascii")
    if not _NAME.fullmatch(name):
        _refuse(text("One of its parts has a name that is not allowed."))
    return name


def _plain_extra(extra: bytes) -> None:
    place = 0
    while place + 4 <= len(extra):
        kind = int.from_bytes(extra[place : place + 2], "little")
        if kind in (_SIXTY_FOUR, _UNICODE_NAME):
            _no_zip()
        place += 4 + int.from_bytes(extra[place + 2 : place + 4], "little")


def _inflated(content: bytes, entry: _Entry, stop: int) -> tuple[bytes, int]:
    """The content of an entry and where the entry ends: what stands before it says the same as the list."""
    signature, _, flags, method, _, _, checksum, packed, size, name_length, extra_length = _LOCAL.unpack_from(
        content, entry.start
    )
    at = entry.start + _LOCAL.size
    start = at + name_length + extra_length
    end = start + entry.packed
    if signature != b"PK\x03\x04" or end > stop or content[at : at + name_length].decode("ascii") != entry.name:
        _no_zip()
    _plain_extra(content[at + name_length : start])
    said, known = (checksum, packed, size), (entry.checksum, entry.packed, entry.size)
    described = bool(entry.flags & _DESCRIBED)
    if (flags, method) != (entry.flags, entry.method) or (said != known and not (described and not any(said))):
        _no_zip()
    part = content[start:end] if method == _STORED else _deflated(content[start:end], entry.name)
    if len(part) != entry.size or zlib.crc32(part) != entry.checksum:
        _no_zip()
    if described:
        values = b"".join(each.to_bytes(4, "little") for each in known)
        end += next((len(each) for each in (_DESCRIPTOR + values, values) if content.startswith(each, end)), 0)
    return part, end


def _deflated(packed: bytes, name: str) -> bytes:
    """Counted while it is unpacked, whatever the file says about sizes."""
    most = min(MAX_INFLATED, max(SMALL, MAX_RATIO * len(packed)))
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    part = inflater.decompress(packed, most + 1)
    if len(part) > most:
        _refuse(text("Unpacked, the part {part} is too large.", part=name))
    if not inflater.eof or inflater.unused_data:
        _no_zip()
    return part


def _refuse(said: Text) -> NoReturn:
    raise NotPlain(said)


def _no_zip() -> NoReturn:
    _refuse(text("This is no sound Word document (.docx). Open it in Word and save it again."))
