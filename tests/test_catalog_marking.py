"""What a person decided in the catalog's own file: written into the entry, and nothing else is changed."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.catalog.marking import Mark, with_marks
from syncer.errors import UsageError

PATH = Path("catalog.toml")
URI = "spotify:track:21htkjP5rYjD3CXG3y9wCT"
OTHER = "spotify:track:3yyygrZ3m9dHsqeDx0QaFU"
HEAD = '# mine\n[playlist]\nname = "Mine"  # so it is\n\n'
TWO = """\
[[songs]]
title = "again"
artist = "YUI"  # the first

# about the next one
[[songs]]
title = "Orange"
artist = [
  "7!!",  # or so
]
"""


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        pytest.param(
            TWO,
            {0: Mark(URI)},
            TWO.replace("# the first\n", f'# the first\nuri = "{URI}"\n'),
            id="behind the last key, before the comment on what follows",
        ),
        pytest.param(TWO, {1: Mark(absent=True)}, TWO + "absent = true\n", id="behind a list of several lines"),
        pytest.param(
            '[[songs]]\ntitle = "a"\nartist = "b"',
            {0: Mark(URI)},
            f'[[songs]]\ntitle = "a"\nartist = "b"\nuri = "{URI}"',
            id="at the end of a file without a line's end",
        ),
        pytest.param(
            f'[[songs]]\ntitle = "a"\nuri = "{URI}"  # this one\nartist = "b"\n',
            {0: Mark(OTHER)},
            f'[[songs]]\ntitle = "a"\nuri = "{OTHER}"  # this one\nartist = "b"\n',
            id="another track in the place of one",
        ),
        pytest.param(
            f'[[songs]]\ntitle = "a"\nuri = "{URI}"\nartist = "b"\n',
            {0: Mark(absent=True)},
            '[[songs]]\ntitle = "a"\nartist = "b"\nabsent = true\n',
            id="absent takes the track out, since it cannot be both",
        ),
        pytest.param(
            f'[[songs]]\ntitle = "a"\nuri = "{URI}"\nartist = "b"\n',
            {0: Mark()},
            '[[songs]]\ntitle = "a"\nartist = "b"\n',
            id="taken back",
        ),
        pytest.param(
            '[[songs]]\n  title = "a"\n  artist = "b"\n',
            {0: Mark(URI)},
            f'[[songs]]\n  title = "a"\n  artist = "b"\n  uri = "{URI}"\n',
            id="as far in as the keys above",
        ),
    ],
)
def test_an_entry_gets_its_mark_and_all_else_stays(before, mark, after):
    assert with_marks(PATH, HEAD + before, mark) == HEAD + after


def test_line_ends_stay_as_they_are():
    text = (HEAD + TWO).replace("\n", "\r\n")
    edited = with_marks(PATH, text, {0: Mark(URI), 1: Mark(absent=True)})
    assert edited.count("\r\n") == edited.count("\n") == text.count("\n") + 2


def test_songs_in_one_array_are_marked_too():
    text = (
        'songs = [\n  {title = "a", artist = "b"},  # one\n  {title = "c", artist = "d"},\n]\n[playlist]\nname = "M"\n'
    )
    edited = with_marks(PATH, text, {0: Mark(URI), 1: Mark(absent=True)})
    assert "# one" in edited
    assert tomllib.loads(edited)["songs"] == [
        {"title": "a", "artist": "b", "uri": URI},
        {"title": "c", "artist": "d", "absent": True},
    ]


def test_what_cannot_be_edited_in_its_layout_is_left_alone():
    text = '[[songs]]\ntitle = "a"\nartist = "b"\n\n[playlist]\nname = "M"\n\n[[songs]]\ntitle = "c"\nartist = "d"\n'
    with pytest.raises(UsageError, match="layout"):
        with_marks(PATH, text, {0: Mark(URI)})


MARKS = st.sampled_from([Mark(), Mark(URI), Mark(OTHER), Mark(absent=True)])
LAYOUT = st.lists(st.sampled_from(["\n", "  \n", "# a comment\n", "\t# [[songs]]\n"]), max_size=4).map("".join)


@settings(deadline=None)  # it parses catalogs
@given(st.lists(st.tuples(LAYOUT, LAYOUT), min_size=1, max_size=4), st.lists(MARKS, min_size=4, max_size=4))
def test_every_comment_outlives_every_mark(layouts, marks):
    """Whatever stands around the entries; the result says the marks and is checked inside besides."""
    entries = [f'{over}[[songs]]\ntitle = "{n}"\nartist = "x"\n{under}' for n, (over, under) in enumerate(layouts)]
    text = HEAD + "".join(entries)
    wanted = dict(enumerate(marks[: len(entries)]))
    edited = with_marks(PATH, text, wanted)
    assert [line for line in edited.splitlines() if not line.startswith(("uri", "absent"))] == text.splitlines()
    assert with_marks(PATH, edited, dict.fromkeys(wanted, Mark())) == text
