"""Bytes to text: byte order marks, UTF-8, and the encodings that older programs write."""

import codecs
import re

from syncer.errors import UsageError

MAX_BYTES = 20_000_000
"""Ten thousand songs with thirty columns each stay far below it."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODINGS = ["cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1251", "koi8_r", "cp1252"]
_WESTERN = frozenset({"cp1252", "cp1250", "latin_1", "ascii"})
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
UNREADABLE = "\ufffd"
"""Stands in a line whose bytes are in no encoding that the rest of the file is in."""


def decoded(data: bytes) -> str:
    """Return the text of a list; raise UsageError for what is empty, too large, or no text."""
    if len(data) > MAX_BYTES:
        raise UsageError(f"the list is larger than {MAX_BYTES // 1_000_000} MB; cut it into parts")
    if not data.strip(b"\0 \t\r\n"):
        raise UsageError("the list is empty")
    if data.startswith(_ARCHIVES):
        raise UsageError("that is an archive, a picture or a PDF, and no list; unpack it, or save it as text")
    text = _decoded(data)
    if len(_CONTROLS.findall(text.replace("\0", ""))) > len(text) // 200:
        raise UsageError("that is no text; save the list as text, CSV or a playlist file")
    return _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _unmarked_utf16(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _other(data)


def _unmarked_utf16(data: bytes) -> str:
    """Return the encoding of a text in which zeros are frequent, and only in every second place, or ""."""
    head = data[:2000]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        here, there = head[start::2].count(0), head[1 - start :: 2].count(0)
        if here > len(head) // 20 and here > there * 8:
            return encoding
    return ""


def _other(data: bytes) -> str:
    """Return a text that is not UTF-8; where some of its lines are, the others are marked as unreadable."""
    if any(_is_utf8(line) for line in data.split(b"\n") if not line.isascii()):
        return data.decode("utf-8", "replace")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and seldom needed

    best = from_bytes(data[:200_000].rpartition(b"\n")[0] or data, cp_isolation=_ENCODINGS).best()
    encoding = best.encoding if best and best.encoding not in _WESTERN else "cp1252"
    return data.decode(encoding, "replace")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
