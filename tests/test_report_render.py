"""The renderings: what a person must find in each, and that nothing of Spotify's gets out of its place."""

import base64
import csv
import hashlib
import io
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.model import Artist, Feature, Matched, Pending, Playlist, Query, Row, Score, Song, Track, Unmatched, Unsure
from syncer.plan import make_plan
from syncer.report import news
from syncer.report.markdown import markdown
from syncer.report.page import page
from syncer.report.parts import language
from syncer.report.record import record
from syncer.report.table import COLUMNS, table
from syncer.report.text import plan_lines, text

ID = "4rPmTBTX1wobDkGYXKvcGR"
OTHER = "2ghcGrI4iQKmRyhOW4M2fq"
COVER = "https://i.scdn.co/image/ab67616d00004851"
SOURCE = "https://musicbrainz.org/work/1"


def page_with_covers(record):
    return page(record, covers=True)


RENDERINGS = [text, markdown, table, page, page_with_covers]


def document(title="Orange", *, name="Sad songs", uri=f"spotify:track:{ID}", image=COVER, source=SOURCE):
    """Return a record in which every string of Spotify's and of the person's is the same one."""
    track = Track(uri, title, (Artist(title),), title, duration_ms=269_000, image=image)
    other = Track(f"spotify:track:{OTHER}", title, (Artist(title),), title, image=image)
    poor = Score(other, (Feature("artist", 0.0, 3.0, title), Feature("title", 1.0, 5.0, title)))
    song = Song(title, (title,), album=title, source=title, version=title, line=3)
    outcomes = [
        Matched(song, Score(track, poor.features), title, (poor,), (Query(title, "title"),)),
        Unsure(song, (poor,) * 4, title, (Query(title, "title"),)),
        Unmatched(song, title, (poor,)),
        Pending(song, title),
    ]
    plan = make_plan([Row(other.uri, other)], [track], frozenset({other.uri}))
    made = record(
        catalog="c.toml",
        playlist=Playlist("3cEYpjA9oz9GiPac4AsH4n", name, "s"),
        outcomes=outcomes,
        plan=plan,
        requests={"search": 3},
        created=True,
        when="2026-11-23T22:00:00+00:00",
        notes=[title],
    )
    for known in made["songs"]:
        known["knowledge"] = [{"sentence": title, "url": source}, {"sentence": title, "url": None}]
    one, another, third = (song | {"title": f"{title}{n}"} for n, song in enumerate([made["songs"][0]] * 3))
    before = made | {"songs": [one, another]}
    rematched = another | {"track": another["track"] | {"uri": other.uri}}
    new = third | {"track": third["track"] | {"uri": "spotify:track:1X1nr03YwYlwGxWHolbwzw"}}
    return made | {
        "since": news.since(before, made | {"songs": [rematched, new]}),
        "sign_in_ends": "2026-12-01T00:00:00+00:00",
    }


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
    pytest.param("</script><script>alert(1)</script><!--<script>", id="out of the script"),
    pytest.param("`;alert(1);//${alert(1)}\\u003cscript\\u003e", id="out of a string of the script"),
    pytest.param("{{ 7 * 7 }}{% raw %}", id="a template"),
    pytest.param("javascript:alert(1)", id="an address that runs"),
    pytest.param("[x](javascript:alert(1)) ![y](http://evil.example/z.png)", id="Markdown links"),
    pytest.param("a | b\n# c\n- d <b>", id="Markdown's own signs"),
    pytest.param("\u202e\u2066gpj.exe\x00\x1b]0;evil\x07\r\n\u2028", id="controls and marks of direction"),
    pytest.param("=HYPERLINK(A1)", id="a formula"),
    pytest.param("\ud83d", id="half a character"),
]


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("render", [page, page_with_covers])
def test_the_page_has_the_same_tags_whatever_the_titles_are(render, title):
    assert [tag for tag, _ in tags(render(document(title)))] == [tag for tag, _ in tags(render(document()))]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_gets_into_the_script_or_the_style(title):
    def own(html):
        return re.findall("<(script|style)>(.*?)</", html, re.DOTALL)

    assert own(page(document(title))) == own(page(document()))
    assert len(own(page(document()))) == 2


LINK = re.compile(r"#[a-z0-9-]+|https://open\.spotify\.com/((track|playlist)/\w{22}|search/[\w.~%-]*)")


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("render", [page, page_with_covers])
def test_the_page_leads_to_spotify_only_and_runs_nothing_else(render, title):
    found = tags(render(document(title, name=title, uri=title, image=title, source=title)))
    links = [attributes["href"] for _, attributes in found if "href" in attributes]
    assert links
    assert all(LINK.fullmatch(link) for link in links)
    assert not {name for _, attributes in found for name in attributes if name.startswith("on") or name == "src"}
    assert not {name for _, attributes in found for name in attributes if name in {"style", "srcdoc", "action"}}


@pytest.mark.parametrize("render", RENDERINGS)
@settings(deadline=None)  # the template is compiled at the first
@given(st.text(st.characters(codec=None)))
def test_no_rendering_breaks_or_lets_a_control_character_through(render, title):
    shown = render(document(title))
    shown.encode()
    control = {c for c in shown if unicodedata.category(c) == "Cc"} - {"\n", "\r"}
    assert not control
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("covers", "pictures"),
    [
        pytest.param(False, "", id="nothing but its own style and script"),
        pytest.param(True, "img-src https://i.scdn.co; ", id="covers from Spotify's host where they are allowed"),
    ],
)
def test_what_the_page_allows_the_browser(covers, pictures):
    html = page(document(), covers=covers)
    style, script = (re.search(f"<{tag}>(.*)</{tag}>", html, re.DOTALL)[1] for tag in ("style", "script"))
    policy = next(a["content"] for tag, a in tags(html) if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == (
        f"default-src 'none'; style-src '{hashed(style)}'; script-src '{hashed(script)}'; "
        f"{pictures}base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style


def hashed(part):
    return f"sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}"


def test_covers_are_loaded_only_where_they_are_allowed_and_tell_spotify_nothing():
    assert not [tag for tag, _ in tags(page(document())) if tag == "img"]
    pictures = [attributes for tag, attributes in tags(page_with_covers(document())) if tag == "img"]
    assert pictures
    for picture in pictures:
        assert picture["src"] == COVER
        assert (picture["alt"], picture["loading"], picture["referrerpolicy"]) == ("", "lazy", "no-referrer")
        assert picture["width"] == picture["height"]


@pytest.mark.parametrize(
    "image",
    [
        pytest.param("", id="none"),
        pytest.param("http://i.scdn.co/image/ab67", id="unencrypted"),
        pytest.param("https://i.scdn.co.evil.example/image/ab67", id="another host"),
        pytest.param("https://i.scdn.co/image/../x?y", id="another path"),
    ],
)
def test_no_other_picture_is_ever_loaded(image):
    assert not [tag for tag, _ in tags(page_with_covers(document(image=image))) if tag == "img"]


def test_the_page_s_own_links_lead_somewhere():
    found = tags(page(document()))
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for _, a in found if a.get("href", "").startswith("#")} <= set(ids)


def test_the_page_is_made_for_phones_and_screen_readers():
    found = tags(page(document()))
    names = [tag for tag, _ in found]
    assert ("html", {"lang": "en"}) in found
    assert {"main", "h1", "h2", "h3", "header", "footer", "output"} <= set(names)
    assert any(attributes.get("name") == "viewport" for _, attributes in found)
    assert all(attributes.get("role") == "list" for tag, attributes in found if tag == "ol")
    assert {"status", "search"} <= {attributes.get("role") for _, attributes in found}


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


def shown_as_text(html):
    return re.sub(r"<[^>]*>", "", html).replace("&#39;", "'")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({"catalog": "catalog.toml"}, "syncer review.", id="the usual catalog"),
        pytest.param({"catalog": "catalog.toml", "sandbox": True}, "syncer review --sandbox.", id="in the sandbox"),
        pytest.param({"catalog": "lists/my songs.toml"}, "syncer review 'lists/my songs.toml'.", id="another catalog"),
    ],
)
def test_the_page_names_the_command_that_settles_what_waits(changed, told):
    assert f"To settle what waits for you: {told}" in shown_as_text(page(document() | changed))


@pytest.mark.parametrize("render", [text, markdown, page])
def test_what_matters_stands_in_each(render):
    shown = re.sub(r"<[^>]*>|\\", "", render(document())).replace("\n", " ")
    assert "1 of 4 songs" in shown
    assert "2 wait for you" in re.sub(" +", " ", shown)
    assert "Since the push of 23 November 2026, 22:00 UTC: 1 new, 1 gone, 1 re-matched" in shown
    assert "1 December 2026" in shown


@pytest.mark.parametrize("render", [text, markdown, page])
def test_what_is_known_from_outside_stands_with_its_song_and_its_source(render):
    made = document("Kataomoi")
    for n, song in enumerate(made["songs"]):
        song["knowledge"] = [{"sentence": f"sung by {n}", "url": SOURCE}, {"sentence": f"theme of {n}", "url": None}]
    shown = render(made)
    assert shown.count(SOURCE) == len(made["songs"])
    assert all(f"sung by {n}" in shown and f"theme of {n}" in shown for n in range(len(made["songs"])))


@pytest.mark.parametrize("render", [text, markdown, page])
def test_a_record_without_the_newer_keys_is_shown(render):
    made = document()
    del made["since"], made["sign_in_ends"]
    for song in made["songs"]:
        del song["knowledge"], song["features"]
        for track in filter(None, (song["track"], *song["candidates"])):
            del track["image"]
            for feature in track.get("features", ()):
                del feature["remark"]
    assert "Orange" in render(made)


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
        "  ~ 4→ 1  d · YOASOBI\n"
        "  -    3  c · YOASOBI    no song of the catalog is this track any more\n"
        "  +    3  x · YOASOBI\n"
    )
