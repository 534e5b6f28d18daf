"""AnimeThemes: queries that the service understands, answers read into facts, and what they mean for a song."""

import json

import pytest
import requests
from graphql import (
    FieldNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    parse,
    validate,
    visit,
)

from syncer.knowledge.animethemes import QUERIES, AnimeThemes
from syncer.knowledge.facts import Performer, Piece, Series
from syncer.knowledge.source import Case, Errors, Question, Unexpected
from syncer.model import Song
from syncer.sandbox import Sandbox

THEMES = AnimeThemes()
SERVER_DEPTH, SERVER_COMPLEXITY = 13, 10_000
"""The service's own limits."""


def about(term, kind="series"):
    return Question("animethemes", kind, (term,))


def song(title, artist="", **more):
    return Song(title, (artist,) if artist else (), **more)


def answer(*anime, songs=None):
    return {"data": {"search": {"anime": list(anime)} if songs is None else {"songs": songs}}}


def performance(main, native=None, **more):
    return {"alias": None, "memberAlias": None, "artist": {"name": {"main": main, "native": native}}} | more


def member(main, native=None):
    return {"member": {"name": {"main": main, "native": native}}}


def theme(title, *by, native=None, kind="OP", sequence=1, links=()):
    return {"type": kind, "sequence": sequence, "song": piece(title, *by, native=native, links=links)}


def piece(title, *by, native=None, links=(), **more):
    return {
        "title": {"romaji": title, "native": native},
        "performances": [performance(each) if isinstance(each, str) else each for each in by],
        "resources": {"nodes": [{"site": site, "link": link} for site, link in links]},
    } | more


def anime(romaji, *themes, english=None, native=None, synonyms=(), slug="a_slug", year=2010, season="SPRING"):
    return {
        "slug": slug,
        "year": year,
        "season": season,
        "title": {"romaji": romaji, "english": english, "native": native},
        "synonyms": [{"text": text} for text in synonyms],
        "animethemes": list(themes),
    }


def facts(body, kind="series"):
    question = about("anything", kind)
    return THEMES.facts([question], body)[question]


class Asked:
    """What was answered, by question; a question that it has not seen was not asked."""

    def __init__(self, answers):
        self.answers = answers

    def __call__(self, question):
        assert question.source == "animethemes"
        return self.answers.get((question.kind, question.terms[0]))


def wants(asked, answers=None, *, artists=(), denied=()):
    question = THEMES.wants(Case(asked, artists, frozenset(denied)), (), Asked(answers or {}))
    return question and (question.kind, question.terms)


def meanings(asked, *found, artists=(), denied=(), titled=()):
    """Return what the song means after every question about it had this answer."""
    name = asked.source or (asked.artists or ("",))[0]
    answers = {("series", name): found, ("title", asked.title): titled}
    return THEMES.meanings(Case(asked, artists, frozenset(denied)), (), Asked(answers))


# What is sent


def depth(node):
    below = [depth(each) for each in node.selection_set.selections] if node.selection_set else []
    return (1 if isinstance(node, FieldNode) else 0) + max(below, default=0)


def complexity(node):
    """Return what a query costs, as Lighthouse counts: a field 1, a relation its rows times what is below it."""
    below = sum(complexity(each) for each in node.selection_set.selections) if node.selection_set else 0
    if isinstance(node, OperationDefinitionNode):
        return below
    firsts = [int(each.value.value) for each in node.arguments or () if each.name.value == "first"]
    return 1 + below * (firsts[0] if firsts and node.name.value != "search" else 1)


@pytest.fixture(scope="module")
def schema(request):
    path = request.config.rootpath.parent / "shared" / "openapi" / "animethemes.graphql"
    if not path.is_file():
        pytest.skip("AnimeThemes' description beside the project is absent")
    return build_schema(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", QUERIES)
def test_every_query_fits_the_schema(schema, kind):
    assert validate(schema, parse(QUERIES[kind])) == []


@pytest.mark.parametrize("kind", QUERIES)
def test_every_query_is_within_the_service_s_bounds(kind):
    (operation,) = parse(QUERIES[kind]).definitions
    assert depth(operation) <= SERVER_DEPTH
    assert complexity(operation) <= SERVER_COMPLEXITY


@pytest.mark.parametrize("kind", QUERIES)
def test_every_relation_is_bounded(schema, kind):
    """One without a bound brings up to a thousand rows."""
    info = TypeInfo(schema)
    unbounded = []

    class Relations(Visitor):
        """Notes each relation that is asked for without saying how many rows."""

        def enter_field(self, node, *_):
            bound = {argument.name.value for argument in node.arguments or ()}
            if "first" in info.get_field_def().args and "first" not in bound:
                unbounded.append(node.name.value)

    visit(parse(QUERIES[kind]), TypeInfoVisitor(info, Relations()))
    assert unbounded == []


def test_there_is_a_query_for_each_kind():
    assert set(QUERIES) == set(THEMES.kinds)


@pytest.mark.parametrize("kind", QUERIES)
@pytest.mark.parametrize("term", ['"}) { x }', "\\", "日本語", "a\nb", "{$term}"], ids=ascii)
def test_what_the_list_says_goes_as_a_variable(kind, term):
    request = THEMES.request([about(term, kind)])
    assert request.path == "/"
    assert request.params == {}
    assert request.body == {"query": QUERIES[kind], "variables": {"term": term}}


@pytest.mark.parametrize("kind", QUERIES)
def test_the_sandbox_answers_in_a_shape_that_is_read(kind):
    question = about("Angel Beats!" if kind == "series" else "Aoi Shiori", kind)
    with Sandbox() as sandbox:
        body = THEMES.request([question]).body
        headers = {"User-Agent": "syncer-tests/1 ( https://example.org )"}
        said = requests.post(f"{sandbox.animethemes_url}/", json=body, headers=headers, timeout=10).json()
    first = THEMES.facts([question], said)[question][0]
    if kind == "series":
        assert (first.titles, first.since) == (("Angel Beats!", "AB!"), "2010-04-01")
        assert first.url == "https://animethemes.moe/anime/angel-beats"
        assert [each.place for each in first.songs[:2]] == ["opening 1 of Angel Beats!", "ending 1 of Angel Beats!"]
        assert first.songs[-1].titles == ("一番の宝物 ～Yui final ver.～", "Ichiban no Takaramono ~Yui final ver.~")
        assert first.songs[-1].performers == (Performer(("Girls Dead Monster",), ("LiSA",)),)
    else:
        assert first.titles == ("青い栞", "Aoi Shiori")
        assert first.uris == ("spotify:track:3fCO1n6l7yekcNRDRkoJJ4",)
        assert first.url == "https://animethemes.moe/anime/anohana"


# What answers are read into


def test_a_series_has_all_its_names_and_songs():
    found = facts(
        answer(
            anime(
                "Romaji",
                theme("Uta", "Singer", native="歌", kind="ED", sequence=2),
                english="English",
                native="日本",
                synonyms=("R", "English", ""),
                slug="romaji",
            )
        )
    )
    page = "https://animethemes.moe/anime/romaji"
    ending = Piece(("歌", "Uta"), (Performer(("Singer",)),), place="ending 2 of Romaji", series="Romaji", url=page)
    assert found == (Series(("Romaji", "English", "日本", "R"), (ending,), "2010-04-01", page),)


@pytest.mark.parametrize(
    ("year", "season", "since"),
    [
        (2010, "WINTER", "2010-01-01"),
        (2010, "SUMMER", "2010-07-01"),
        (2010, "FALL", "2010-10-01"),
        (2010, None, "2010-01-01"),
        (2010, "MONSOON", "2010-01-01"),
        (None, "FALL", ""),
    ],
)
def test_since_when_a_series_is(year, season, since):
    assert facts(answer(anime("A", year=year, season=season)))[0].since == since


@pytest.mark.parametrize(
    ("rows", "performers"),
    [
        pytest.param([performance("Lia", "リア")], [Performer(("Lia", "リア"))], id="both scripts"),
        pytest.param(
            [performance("supercell") | member("Nagi Yanagi", "やなぎなぎ") | {"memberAlias": "nagi"}],
            [Performer(("supercell",), ("Nagi Yanagi", "やなぎなぎ", "nagi"))],
            id="who sings in a unit, under all names",
        ),
        pytest.param(
            [performance("HTT") | member("Yui"), performance("HTT") | member("Mio")],
            [Performer(("HTT",), ("Yui", "Mio"))],
            id="a row for each member is one group",
        ),
        pytest.param([performance("A", alias="B")], [Performer(("A", "B"))], id="the name on the cover"),
        pytest.param([performance("A"), performance("B")], [Performer(("A",)), Performer(("B",))], id="two artists"),
    ],
)
def test_who_performs(rows, performers):
    assert list(facts(answer(anime("S", theme("T", *rows))))[0].songs[0].performers) == performers


@pytest.mark.parametrize(
    ("kind", "sequence", "place"),
    [
        ("OP", 1, "opening 1"),
        ("ED", None, "ending"),
        ("IN", 3, "insert song 3"),
        ("OP", 0, "opening"),
        ("TRAILER", 2, "theme 2"),
    ],
)
def test_which_theme_it_is(kind, sequence, place):
    (series,) = facts(answer(anime("S", theme("T", "A", kind=kind, sequence=sequence))))
    assert series.songs[0].place == f"{place} of S"


TRACK = "4OQq1bcP12GQQXJNupxqfR"


@pytest.mark.parametrize(
    ("site", "link", "uris"),
    [
        ("SPOTIFY", f"https://open.spotify.com/track/{TRACK}", (f"spotify:track:{TRACK}",)),
        ("SPOTIFY", f"https://open.spotify.com/intl-de/track/{TRACK}?si=x", (f"spotify:track:{TRACK}",)),
        ("SPOTIFY", f"https://open.spotify.com/album/{TRACK}", ()),
        ("SPOTIFY", f"https://open.spotify.com.evil.example/track/{TRACK}", ()),
        ("SPOTIFY", "javascript:alert(1)", ()),
        ("SPOTIFY", None, ()),
        ("YOUTUBE", f"https://open.spotify.com/track/{TRACK}", ()),
    ],
    ids=["a track", "with a language", "an album", "another host", "a script", "none", "another site"],
)
def test_only_a_link_to_a_track_is_one(site, link, uris):
    assert facts(answer(anime("S", theme("T", "A", links=[(site, link)]))))[0].songs[0].uris == uris


@pytest.mark.parametrize("slug", ["../admin", "a b", "a/b", "A", "a?b=c", "javascript:x", "日本"])
def test_a_slug_that_is_none_makes_no_page(slug):
    (series,) = facts(answer(anime("S", theme("T", "A"), slug=slug)))
    assert (series.url, series.songs[0].url) == ("", "")


@pytest.mark.parametrize(
    "nothing",
    [
        pytest.param({"type": "OP", "sequence": 1, "song": None}, id="no song"),
        pytest.param(theme("", "A"), id="no title"),
        pytest.param(theme(None, "A"), id="a title of nulls"),
        pytest.param(theme("T"), id="nobody performs it"),
    ],
)
def test_a_theme_without_a_song_is_left_out(nothing):
    assert facts(answer(anime("S", nothing, theme("Other", "A"))))[0].songs[0].titles == ("Other",)


def test_a_song_is_told_with_its_first_series():
    of = {"animethemes": [{"type": "ED", "sequence": 1, "anime": {"slug": "s", "title": {"romaji": "S"}}}]}
    found = facts(answer(songs=[piece("T", "A", **of), piece("U", "A", animethemes=[])]), "title")
    assert [(each.titles, each.place, each.series) for each in found] == [(("T",), "ending 1 of S", "S")]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("<html></html>", "answer has no 'data'", id="a page"),
        pytest.param(None, "answer has no 'data'", id="null"),
        pytest.param([], "answer has no 'data'", id="a list"),
        pytest.param({}, "answer has no 'data'", id="nothing"),
        pytest.param({"data": None}, "answer.data has no 'search'", id="no data"),
        pytest.param({"data": {"search": None}}, "answer.data.search has no 'anime'", id="no search"),
        pytest.param({"data": {"search": {"anime": None}}}, "answer.data.search.anime is null", id="nulls"),
        pytest.param({"anime": [{"name": "the old REST"}]}, "answer has no 'data'", id="another schema"),
    ],
)
def test_what_is_not_as_expected_is_named(body, words):
    with pytest.raises(Unexpected, match=words):
        facts(body)


@pytest.mark.parametrize(
    "body",
    [{"errors": [{"message": "too deep"}]}, answer() | {"errors": [{"message": "too deep"}]}],
    ids=["nothing else", "and half an answer"],
)
def test_errors_with_status_200_are_a_failure_and_no_answer(body):
    with pytest.raises(Errors, match="too deep"):
        facts(body)


@pytest.mark.parametrize("body", [answer(), answer(anime("S"))], ids=["no series", "a series without songs"])
def test_an_empty_list_is_an_answer(body):
    assert all(series.songs == () for series in facts(body))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("a\x00\x1b[31mb\nc\u2028d", "a [31mb c d", id="control characters"),
        pytest.param("\ud800a", "a", id="half a character"),
        pytest.param("  a \t b ", "a b", id="blanks"),
        pytest.param("x" * 10_000, "x" * 500, id="very long"),
        pytest.param("<script>'\"", "<script>'\"", id="markup is text, to be escaped where it is shown"),
    ],
)
def test_hostile_texts_are_read_as_text(text, read):
    (series,) = facts(json.loads(json.dumps(answer(anime(text, theme(text, text))))))
    assert series.titles[0] == series.songs[0].titles[0] == series.songs[0].performers[0].names[0] == read


# What is asked


@pytest.mark.parametrize(
    ("asked", "artists", "question"),
    [
        pytest.param(song("My Song", "Angel Beats!"), (), ("series", ("Angel Beats!",)), id="an artist nobody knows"),
        pytest.param(song("My Song", source="Angel Beats!"), (), ("series", ("Angel Beats!",)), id="from"),
        pytest.param(song("My Song", "LiSA", source="AB"), ("LiSA",), ("series", ("AB",)), id="from, and an artist"),
        pytest.param(song("Yesterday", "The Beatles"), ("The Beatles",), None, id="a western title by an artist"),
        pytest.param(song("Aoi Shiori", "Galileo"), ("Galileo",), ("title", ("Aoi Shiori",)), id="romaji"),
        pytest.param(song("あおい", "Galileo"), ("Galileo",), ("title", ("あおい",)), id="kana"),
        pytest.param(song("奈落", "Eiko"), ("Eiko",), None, id="kanji alone may be Chinese"),
        pytest.param(song("開不了口", "周杰倫"), ("周杰倫",), None, id="Chinese, which may be written in two ways"),
        pytest.param(song("좋은 날", "IU"), ("IU",), None, id="Korean"),
        pytest.param(song("Yesterday"), (), None, id="nothing but a western title"),
        pytest.param(song("Aoi Shiori"), (), ("title", ("Aoi Shiori",)), id="nothing but a title in romaji"),
    ],
)
def test_what_is_asked_first(asked, artists, question):
    assert wants(asked, artists=artists) == question


@pytest.mark.parametrize(
    ("asked", "found", "question"),
    [
        pytest.param(song("Yesterday", "Nobody"), (), None, id="no series, and a western title"),
        pytest.param(song("Aoi Shiori", "Nobody"), (), ("title", ("Aoi Shiori",)), id="no series, and romaji"),
        pytest.param(
            song("Aoi Shiori", "S"),
            facts(answer(anime("S", theme("Aoi Shiori", "A")))),
            None,
            id="a series that answers it",
        ),
        pytest.param(
            song("Aoi Shiori", "S"),
            facts(answer(anime("S", theme("Akai Hana", "A")))),
            ("title", ("Aoi Shiori",)),
            id="a series with other songs",
        ),
    ],
)
def test_a_title_is_asked_for_where_the_series_does_not_help(asked, found, question):
    assert wants(asked, {("series", asked.artists[0]): found}) == question


def test_a_name_that_a_person_denied_is_not_asked_for():
    assert wants(song("Yesterday", "Angel Beats!"), denied={"angel beats"}) is None


def test_nothing_is_asked_twice():
    asked = song("Aoi Shiori", "Nobody")
    assert wants(asked, {("series", "Nobody"): (), ("title", "Aoi Shiori"): ()}) is None


# What it means

CROW, SOUL = ("カラス", "Crow Song"), ("My Soul, Your Beats!",)
BAND = "Girls Dead Monster"
BEATS = facts(
    answer(
        anime(
            "Angel Beats!",
            theme("My Soul, Your Beats!", "Lia"),
            theme("Ichiban no Takaramono", "karuta", kind="ED"),
            theme("Crow Song", performance("Girls Dead Monster") | member("marina"), native="カラス", kind="IN"),
            theme("Ichiban no Takaramono ~Yui final ver.~", performance("GDM") | member("LiSA"), kind="IN", sequence=6),
            synonyms=("AB!", "エンジェルビーツ"),
        )
    )
)
SEASONS = facts(
    answer(
        anime("Great Show", theme("Uta", "Singer", native="歌"), slug="show"),
        anime("Great Show 2nd Season", theme("Uta", "Singer"), theme("Hana", "Other"), slug="show-2"),
        anime("Great Show: The Movie", theme("Hana", "Third", kind="ED"), slug="show-movie"),
    )
)


@pytest.mark.parametrize(
    ("asked", "titles", "performers"),
    [
        pytest.param(song("Crow Song", "Angel Beats!"), CROW, BAND, id="the series"),
        pytest.param(song("My Soul Your Beats", "Angel Beats"), SOUL, "Lia", id="its signs left out"),
        pytest.param(song("Crow Song", "AB"), CROW, BAND, id="an abbreviation"),
        pytest.param(song("カラス", "エンジェルビーツ"), CROW, BAND, id="in Japanese"),
        pytest.param(song("Crow Song", source="Angel Beats!"), CROW, BAND, id="from"),
        pytest.param(song("Crow Song", "marina", source="Angel Beats!"), CROW, BAND, id="from, and one of the band"),
    ],
)
def test_a_song_of_a_series(asked, titles, performers):
    (meaning,) = meanings(asked, *BEATS)
    assert meaning.titles[: len(titles)] == titles
    assert [names[0] for names in meaning.performers] == [performers]
    assert meaning.says[0].url == "https://animethemes.moe/anime/a_slug"


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(song("Thousand Enemies", "Angel Beats!"), id="none of its songs"),
        pytest.param(song("Crow Song", "Angel Hearts"), id="another series' name"),
        pytest.param(song("Crow Song", "Somebody Else", source="Angel Beats!"), id="from, by somebody else"),
        pytest.param(song("Crow Song (Live)", "Angel Beats!"), id="another version of it"),
        pytest.param(song("My Soul, Your Beats! (Piano)", "Angel Beats!"), id="an arrangement of it"),
        pytest.param(song("Song", "Angel Beats!"), id="a word of a title"),
    ],
)
def test_what_does_not_fit_means_nothing(asked):
    assert meanings(asked, *BEATS) == ()


def test_a_name_that_a_person_denied_means_nothing():
    assert meanings(song("Crow Song", "Angel Beats!"), *BEATS, denied={"angel beats"}) == ()


def test_an_artist_whom_spotify_knows_is_no_series():
    assert meanings(song("Crow Song", "Angel Beats!"), *BEATS, artists=("Angel Beats!",)) == ()


def test_the_sentence_can_be_checked():
    (meaning,) = meanings(song("My Soul, Your Beats!", "Angel Beats!"), *BEATS)
    assert meaning.says[0].sentence == "AnimeThemes: opening 1 of Angel Beats! is My Soul, Your Beats! by Lia"
    assert (meaning.source, meaning.series) == ("AnimeThemes", "Angel Beats!")
    (native,) = meanings(song("Crow Song", "marina", source="Angel Beats!"), *BEATS)
    assert native.says[0].sentence == (
        "AnimeThemes: insert song 1 of Angel Beats! is Crow Song (カラス) by Girls Dead Monster"
    )
    assert native.series == "", "the artist is one"


def test_two_themes_that_are_versions_of_one_song_are_two_meanings():
    """The one by another singer may be the better known."""
    found = meanings(song("Ichiban no Takaramono", "Angel Beats!"), *BEATS)
    assert [meaning.performers[0][0] for meaning in found] == ["karuta", "GDM"]


def test_the_version_that_the_list_names_is_the_one():
    (meaning,) = meanings(song("Ichiban no Takaramono (Yui final ver.)", "Angel Beats!"), *BEATS)
    assert meaning.performers[0][0] == "GDM"


def test_a_version_may_be_the_theme():
    found = facts(answer(anime("Ano Hana", theme("secret base (10 years after Ver.)", "A", "B", kind="ED"))))
    (meaning,) = meanings(song("Secret Base", "Ano Hana"), *found)
    assert meaning.performers == (("A",), ("B",))
    assert meaning.says[0].sentence.endswith("by A and B")


@pytest.mark.parametrize("name", ["Great Show", "Great Show Season 2", "Great Show 2nd Season"])
def test_the_theme_of_two_seasons_is_one_song(name):
    (meaning,) = meanings(song("Uta", name), *SEASONS)
    assert "歌" in meaning.titles or name != "Great Show"


def test_two_songs_of_one_name_are_two_meanings():
    found = meanings(song("Hana", "Great Show"), *SEASONS)
    assert {meaning.performers[0][0] for meaning in found} == {"Other", "Third"}


def test_what_is_called_exactly_so_comes_first():
    found = facts(answer(anime("Great Show 2", theme("Uta", "Second")), anime("Great Show", theme("Uta", "First"))))
    (meaning,) = meanings(song("Uta", "Great Show"), *found)
    assert meaning.performers == (("First",),)


def test_without_a_native_title_the_romaji_is_one():
    found = facts(answer(anime("S", theme("Aoi Hana", "A"))))
    assert meanings(song("Aoi Hana", "S"), *found)[0].titles == ("Aoi Hana",)


def test_a_link_to_the_track_goes_along():
    found = facts(answer(anime("S", theme("T", "A", links=[("SPOTIFY", f"https://open.spotify.com/track/{TRACK}")]))))
    assert meanings(song("T", "S"), *found)[0].uris == (f"spotify:track:{TRACK}",)


OF = {"animethemes": [{"type": "ED", "sequence": 1, "anime": {"slug": "s", "title": {"romaji": "S"}}}]}
TITLED = facts(
    answer(songs=[piece("Kimi no Uta", performance("supercell") | member("Nagi"), native="君の歌", **OF)]), "title"
)


@pytest.mark.parametrize(
    ("artist", "means"),
    [("supercell", True), ("Nagi", True), ("Somebody", False), ("", False)],
    ids=["the artist", "a member of the group", "a stranger", "nobody"],
)
def test_a_title_means_a_song_of_the_artist_s(artist, means):
    found = meanings(song("Kimi no Uta", artist), titled=TITLED, artists=(artist,) if artist else ())
    assert bool(found) == means
    if means:
        assert found[0].titles[0] == "君の歌"
        assert found[0].series == ""


def test_a_title_must_be_the_very_one():
    assert meanings(song("Kimi no Uso", "supercell"), titled=TITLED, artists=("supercell",)) == ()


ODD = [
    song("", ""),
    song("!!!", "!!!"),
    song("🎵", "🎵"),
    song("\u202e\u200b", "\x00"),
    Song("T", ("", "")),
    Song("T", uri="spotify:track:x"),
    song("a" * 5000, "b" * 5000),
]


@pytest.mark.parametrize("asked", ODD, ids=lambda each: ascii(each.title[:9]))
def test_odd_songs_do_no_harm(asked):
    wants(asked)
    meanings(asked, *BEATS, titled=TITLED)
