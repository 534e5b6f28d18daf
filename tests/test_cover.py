"""The playlist's picture: uploaded when its file has changed, as small as Spotify takes it, and never in the way."""

import io
import random
from base64 import b64decode
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from syncer.cli import app
from syncer.cover import LARGEST, changed
from syncer.errors import UsageError
from syncer.sandbox import Fault, Sandbox
from syncer.sandbox.library import load

TRACK = f"spotify:track:{next(iter(load())).id}"
IMAGES = r"/v1/playlists/[^/]+/images"


def picture(name="cover.png", *, size=(60, 40), mode="RGB", colour="red", **more):
    Image.new(mode, size, colour).save(name, **more)
    return Path(name)


def sent(path):
    cover = changed(path, "")
    with Image.open(io.BytesIO(b64decode(cover.payload, validate=True))) as image:
        image.load()
        return cover.payload, image


@pytest.mark.parametrize(
    ("name", "mode", "colour"),
    [
        pytest.param("cover.jpg", "RGB", "red", id="JPEG"),
        pytest.param("cover.png", "RGBA", (255, 0, 0, 128), id="half transparent"),
        pytest.param("cover.png", "P", 3, id="palette"),
        pytest.param("cover.gif", "L", 77, id="grey GIF"),
        pytest.param("cover.tif", "CMYK", (1, 2, 3, 4), id="for print"),
    ],
)
def test_any_picture_becomes_a_jpeg(name, mode, colour):
    _, image = sent(picture(name, mode=mode, colour=colour))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (60, 40))


def test_a_large_one_is_shrunk_until_it_fits():
    """Noise is what JPEG shrinks least."""
    noise = random.Random(1).randbytes(2000 * 1500 * 3)  # noqa: S311 - no secret
    Image.frombytes("RGB", (2000, 1500), noise).save("cover.png")
    payload, image = sent(Path("cover.png"))
    assert len(payload) <= LARGEST
    assert image.width * 3 == image.height * 4
    assert "\n" not in payload


def test_transparent_is_white():
    _, image = sent(picture(mode="RGBA", colour=(0, 0, 0, 0)))
    assert min(image.getpixel((5, 5))) > 250


def test_where_a_photo_was_taken_stays_here():
    exif = Image.Exif()
    exif[0x010E] = "at home"
    payload, image = sent(picture("cover.jpg", exif=exif))
    assert not image.getexif()
    assert b"at home" not in b64decode(payload)


@pytest.mark.parametrize("content", [b"", b"text", b"\xff\xd8\xff\xe0 cut short"], ids=["empty", "text", "cut short"])
def test_what_is_no_picture_is_refused(content):
    Path("cover.jpg").write_bytes(content)
    with pytest.raises(UsageError, match=r"cover\.jpg is no picture"):
        changed(Path("cover.jpg"), "")


class Person:
    """A person with a catalog that has a cover, signed in with the right to upload it or without."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        text = f'[playlist]\nname = "Mine"\ncover = "cover.png"\n[[songs]]\ntitle = "Song"\nuri = "{TRACK}"\n'
        Path("catalog.toml").write_text(text, encoding="utf-8")

    def push(self):
        self.sandbox.forget_requests()
        return CliRunner().invoke(app, ["push"])

    @property
    def uploads(self):
        return sum(seen.path.endswith("/images") for seen in self.sandbox.requests)

    @property
    def cover(self):
        [playlist] = self.sandbox.playlists()
        return playlist.cover


@pytest.fixture
def person(sandbox: Sandbox):
    return Person(sandbox)


def test_a_cover_is_uploaded_once_and_again_when_it_changes(person, sign_in):
    picture()
    sign_in(cover=True)
    assert person.push().exit_code == 0
    first = person.cover
    assert first
    person.push()
    assert person.uploads == 0
    person.push()
    assert [seen.method for seen in person.sandbox.requests] == ["GET"]
    picture(colour="blue")
    assert person.push().exit_code == 0
    assert (person.uploads, person.cover == first) == (1, False)


def test_without_the_right_the_songs_are_pushed_all_the_same(person, sign_in):
    picture()
    done = person.push()
    assert done.exit_code == 0
    assert "syncer login --cover" in done.stderr
    assert person.cover is None
    assert len(person.sandbox.playlists()[0].rows) == 1
    sign_in(cover=True)
    person.push()
    assert person.cover


def test_a_failure_is_noted_and_tried_again(person, sign_in):
    picture()
    sign_in(cover=True)
    person.sandbox.fault("PUT", IMAGES, times=None, what=Fault(status=503))
    done = person.push()
    assert (done.exit_code, "the cover was not uploaded" in done.stderr) == (0, True)
    person.sandbox.forget_faults()
    person.push()
    assert person.cover


def test_a_cover_that_is_not_there_is_a_problem_of_the_catalog(person):
    done = person.push()
    assert done.exit_code == 2
    assert "catalog.toml:3: cover: there is no file cover.png" in done.stderr
    assert person.sandbox.requests == ()
