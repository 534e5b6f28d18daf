"""The playlist's picture: any that can be read, as the small JPEG that Spotify takes.

At most 256 KB as base64 text, which is 192 KB of JPEG; larger ones are answered with 413 or a broken connection. It is
always written anew, so that nothing of the file but the picture leaves the machine: photos carry places and names.
"""

import hashlib
import io
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from syncer.errors import UsageError

LARGEST = 256 * 1024
"""Bytes of base64 text."""
SIDES = (1200, 800, 640, 300)
"""Pixels of the longer side, as long as it does not fit; 640 is the largest size that Spotify shows."""
QUALITIES = (90, 75)


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture that is fit to be sent."""

    digest: str
    """Of the file's content: the same picture is not sent twice."""
    payload: str
    """A JPEG as base64 text without line breaks."""


def changed(path: Path, known: str) -> Cover | None:
    """Return the picture to send, None where it is the one of this digest.

    Raises UsageError where the file cannot be read, or is no picture.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"the cover {path} cannot be read: {error.strerror}") from error
    digest = hashlib.sha256(content).hexdigest()[:16]
    return None if digest == known else Cover(digest, _fitted(path, content))


def _fitted(path: Path, content: bytes) -> str:
    from PIL import Image, ImageOps  # noqa: PLC0415 - only a catalog with a cover needs it

    try:
        with Image.open(io.BytesIO(content)) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UsageError(f"the cover {path} is no picture that can be read: use a JPEG or PNG") from error
    picture = Image.new("RGB", upright.size, "white")
    picture.paste(upright, mask=upright)
    for side in SIDES:
        picture.thumbnail((side, side))
        for quality in QUALITIES:
            encoded = io.BytesIO()
            picture.save(encoded, "JPEG", quality=quality, optimize=True)
            payload = b64encode(encoded.getvalue()).decode()
            if len(payload) <= LARGEST:
                return payload
    raise UsageError(f"the cover {path} cannot be made small enough for Spotify (192 KB)")
