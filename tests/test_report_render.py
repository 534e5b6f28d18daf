"""The renderings: what a person must find in each, and that nothing of Spotify's gets out of its place."""

import base64
import csv
import hashlib
import io
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.model import Artist, Feature, Matched, Pending, Playlist, Query, Row, Score, Song, Track, Unmatched, Unsure
from syncer.plan import make_plan
from syncer.report.markdown import markdown
from syncer.report.page import language, moment, page
from syncer.report.record import record
from syncer.report.table import COLUMNS, table
from syncer.report.text import plan_lines, text

ID = "4rPmTBTX1wobDkGYXKvcGR"
RENDERINGS = [text, markdown, table, page]


def document(title="Orange", *, name="Sad songs", uri=f"spotify:track:{ID}"):
    """Return a record in which every string of Spotify's and of the person's is the same one."""
    track = Track(uri, title, (Artist(title),), title, duration_ms=269_000)
    other = Track("spotify:track:2ghcGrI4iQKmRyhOW4M2fq", title, (Artist(title),), title)
    poor = Score(other, (Feature("artist", 0.0, 3.0, title),))
    song = Song(title, (title,), line=3)
    outcomes = [
        Matched(song, Score(track, ()), "title and artist"),
        Unsure(song, (poor,), title, (Query(title, "title"),)),
        Unmatched(song, title, (poor,)),
        Pending(song, title),
    ]
    plan = make_plan([Row(other.uri, other)], [track], frozenset({other.uri}))
    return record(
        catalog="c.toml",
        playlist=Playlist("3cEYpjA9oz9GiPac4AsH4n", name, "s"),
        outcomes=outcomes,
        plan=plan,
        requests={"search": 3},
        created=True,
        when="2026-11-23T22:00:00+00:00",
        notes=[title],
    )


class Reader(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def tags(html):
    reader = Reader()
    reader.feed(html)
    return reader.tags


HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="a script"),
    pytest.param('"><img src=x onerror=alert(1)>', id="out of an attribute"),
    pytest.param("' onmouseover='alert(1)", id="out of single quotes"),
    pytest.param("</title></style><base href=//evil.example>", id="out of title and style"),
    pytest.param("{{ 7 * 7 }}{% raw %}", id="a template"),
    pytest.param("javascript:alert(1)", id="an address that runs"),
    pytest.param("[x](javascript:alert(1)) ![y](http://evil.example/z.png)", id="Markdown links"),
    pytest.param("a | b\n# c\n- d <b>", id="Markdown's own signs"),
    pytest.param("\u202e\u2066gpj.exe\x00\x1b]0;evil\x07\r\n\u2028", id="controls and marks of direction"),
    pytest.param("=HYPERLINK(A1)", id="a formula"),
    pytest.param("\ud83d", id="half a character"),
]


@pytest.mark.parametrize("title", HOSTILE)
def test_the_page_has_the_same_tags_whatever_the_titles_are(title):
    assert [tag for tag, _ in tags(page(document(title)))] == [tag for tag, _ in tags(page(document()))]


@pytest.mark.parametrize("title", HOSTILE)
def test_the_page_leads_to_spotify_only_and_runs_nothing(title):
    found = tags(page(document(title, name=title, uri=title)))
    links = [attributes["href"] for _, attributes in found if "href" in attributes]
    assert links
    assert all(re.fullmatch(r"#[a-z0-9-]+|https://open\.spotify\.com/(track|playlist)/\w{22}", link) for link in links)
    assert not {name for _, attributes in found for name in attributes if name.startswith("on") or name == "src"}


@pytest.mark.parametrize("render", RENDERINGS)
@given(st.text(st.characters(codec=None)))
def test_no_rendering_breaks_or_lets_a_control_character_through(render, title):
    shown = render(document(title))
    shown.encode()
    control = {c for c in shown if unicodedata.category(c) == "Cc"} - {"\n", "\r"}
    assert not control
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_the_page_allows_its_own_style_and_nothing_else():
    html = page(document())
    style = re.search("<style>(.*)</style>", html, re.DOTALL)[1]
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for tag, a in tags(html) if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_s_own_links_lead_somewhere():
    found = tags(page(document()))
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for _, a in found if a.get("href", "").startswith("#")} <= set(ids)


def test_the_page_is_made_for_phones_and_screen_readers():
    found = tags(page(document()))
    names = [tag for tag, _ in found]
    assert ("html", {"lang": "en"}) in found
    assert {"main", "h1", "h2", "caption", "header", "footer"} <= set(names)
    assert any(attributes.get("name") == "viewport" for _, attributes in found)
    assert all("scope" in attributes for tag, attributes in found if tag == "th")


@pytest.mark.parametrize("render", [text, markdown, page])
def test_a_song_that_is_not_placed_is_explained_in_full(render):
    shown = render(document("Kataomoi"))
    for part in (
        "Kataomoi",
        "https://open.spotify.com/track/2ghcGrI4iQKmRyhOW4M2fq",
        "spotify:track:2ghcGrI4iQKmRyhOW4M2fq",
    ):
        assert part in shown
    assert "unsure" in shown
    assert "the artist is another" in shown


@pytest.mark.parametrize(
    ("names", "code"),
    [
        pytest.param(("片想い", "miwa"), "ja", id="kana"),
        pytest.param(("소녀",), "ko", id="hangul"),
        pytest.param(("紅蓮華",), "", id="kanji may be Chinese"),
        pytest.param(("Orange",), "", id="Latin may be anything"),
    ],
)
def test_the_language_is_told_where_the_script_tells_it(names, code):
    assert language(*names) == code


def test_a_time_as_people_write_it():
    assert moment("2026-11-03T02:05:00+00:00") == "3 November 2026, 02:05 UTC"
    assert moment("once") == "once"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(start):
    rows = list(csv.DictReader(io.StringIO(table(document(f"{start}1+1")))))
    assert all(
        row[column].startswith("'") for row in rows for column in ("title", "artist", "track_title") if row[column]
    )


def test_the_table_has_a_row_a_song():
    rows = list(csv.DictReader(io.StringIO(table(document('a, "b"\nc')))))
    assert list(rows[0]) == list(COLUMNS)
    assert [(row["title"], row["status"], row["track_url"][-22:]) for row in rows] == [
        ('a, "b" c', "matched", ID),
        ('a, "b" c', "unsure", "2ghcGrI4iQKmRyhOW4M2fq"),
        ('a, "b" c', "unmatched", "2ghcGrI4iQKmRyhOW4M2fq"),
        ('a, "b" c', "pending", ""),
    ]


def test_the_plan_s_lines_say_sign_place_name_and_reason():
    tracks = [Track(f"spotify:track:{x}", x, (Artist("YOASOBI"),)) for x in "abcdx"]
    rows = [Row(track.uri, track) for track in tracks[:4]]
    plan = make_plan(rows, [tracks[3], tracks[0], tracks[4], tracks[1]], frozenset({"spotify:track:c"}))
    shown = record(
        catalog="c.toml", playlist=None, outcomes=[], plan=plan, requests={}, created=False, when="2026-11-23T22:00:00"
    )
    assert plan_lines(shown) == (
        "  ~ 4→ 1  d · YOASOBI\n  -    3  c · YOASOBI    not in the catalog any more\n  +    3  x · YOASOBI\n"
    )
