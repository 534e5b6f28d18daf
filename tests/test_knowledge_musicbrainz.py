"""MusicBrainz: the exact requests, its recorded answers read, the ladder of questions, and what is not taken."""

import json
import re

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from syncer.knowledge.facts import Performer, Piece
from syncer.knowledge.musicbrainz import HITS, MusicBrainz
from syncer.knowledge.source import Case, Question, Unexpected
from syncer.model import Meaning, Saying, Song
from syncer.sandbox import Sandbox

BRAINZ = MusicBrainz()
SOME = "11111111-1111-1111-1111-111111111111"
OTHER = "22222222-2222-2222-2222-222222222222"
TITLED, NAMED, BY_ID, LOOKED_UP, ARTIST, WORK, OF_WORK = (
    "recording of title", "recording", "recording by artist", "recording looked up", "artist", "work",
    "recordings of work",
)  # fmt: skip
INC = "artist-credits+isrcs+aliases"


def question(kind, *terms):
    return Question("musicbrainz", kind, terms)


def song(title, *artists, **more):
    return Song(title, artists, **more)


# What is sent


@pytest.mark.parametrize(
    ("kind", "terms", "path", "params"),
    [
        (
            TITLED,
            ("Aoi Shiori",),
            "/recording",
            {"query": 'recording:"Aoi Shiori" OR alias:"Aoi Shiori" OR release:"Aoi Shiori"', "limit": "25"},
        ),
        (
            NAMED,
            ("again", "YUI", "ユイ"),
            "/recording",
            {
                "query": '(recording:"again" OR alias:"again" OR release:"again") AND (artist:"YUI" OR artist:"ユイ")',
                "limit": "25",
            },
        ),
        (
            BY_ID,
            ("again", SOME),
            "/recording",
            {"query": f'(recording:"again" OR alias:"again" OR release:"again") AND arid:{SOME}', "limit": "25"},
        ),
        (LOOKED_UP, (SOME,), f"/recording/{SOME}", {"inc": f"{INC}+releases+work-rels"}),
        (ARTIST, ("YUI",), "/artist", {"query": 'artist:"YUI" OR alias:"YUI" OR sortname:"YUI"', "limit": "5"}),
        (WORK, ("again",), "/work", {"query": 'work:"again" OR alias:"again"', "limit": "3"}),
        (OF_WORK, (SOME,), "/recording", {"work": SOME, "inc": INC, "limit": "50"}),
    ],
    ids=lambda each: each if isinstance(each, str) and "/" not in each else "",
)
def test_each_question_has_its_request(kind, terms, path, params):
    request = BRAINZ.request([question(kind, *terms)])
    assert (request.path, request.body) == (path, None)
    assert dict(request.params) == params | {"fmt": "json"}


def test_every_kind_has_a_request():
    assert set(BRAINZ.kinds) == {TITLED, NAMED, BY_ID, LOOKED_UP, ARTIST, WORK, OF_WORK}


SPECIALS = '+-&|!(){}[]^"~*?:\\/'


def phrase(term):
    """Return the first phrase of the query for a work, as it is sent."""
    query = BRAINZ.request([question(WORK, term)]).params["query"]
    return re.fullmatch(r'work:"(?P<text>(?:\\.|[^"\\])*)" OR alias:"(?P=text)"', query, re.DOTALL)["text"]


@pytest.mark.parametrize("special", SPECIALS)
def test_what_lucene_would_read_as_its_own_is_escaped(special):
    assert phrase(f"a{special}b") == f"a\\{special}b"


@pytest.mark.parametrize(
    ("term", "sent"),
    [
        ('say "hi"', r"say \"hi\""),
        ("\\", r"\\"),
        ('\\"', r"\\\""),
        ('" OR recording:*', r"\" OR recording\:\*"),
        ("AND OR NOT", "AND OR NOT"),
        ("R★O★C★K★S", "R★O★C★K★S"),
        ("", ""),
    ],
    ids=ascii,
)
def test_a_title_stays_within_its_phrase(term, sent):
    assert phrase(term) == sent


@given(st.text())
def test_whatever_the_title_it_is_one_phrase(term):
    assert re.sub(r"\\(.)", r"\1", phrase(term), flags=re.DOTALL) == term


# What answers are read into


def recorded(shared, name):
    return json.loads((shared / "responses" / "second_opinion" / name).read_text(encoding="utf-8"))


def facts(kind, body):
    asked = question(kind, "anything")
    return BRAINZ.facts([asked], body)[asked]


def test_the_recorded_search_is_read(shared):
    (found,) = facts(NAMED, recorded(shared, "musicbrainz-search-recording-list.json"))
    names = ("Howard Shore", "Howard Shaw", "H. Shore", "Shore")
    assert found == Piece(
        ("Roots and Beginnings",),
        (Performer(names, id="9b58672a-e68e-4972-956e-a8985a165a1f"),),
        on=("The Lord of the Rings: The Return of the King: The Complete Recordings",),
        isrcs=("USRE10701410",),
        id="3e0bdde6-74e0-46d4-855a-4493589fd6b2",
        url="https://musicbrainz.org/recording/3e0bdde6-74e0-46d4-855a-4493589fd6b2",
    )


@pytest.mark.parametrize(
    ("name", "title", "names", "isrcs"),
    [
        (
            "musicbrainz-lookup-picard-recording-artist-aliases-locales.json",
            "そして伝説のように × my burning desire",
            ("後ろから這いより隊C", "クー子", "Kūko"),
            (),
        ),
        ("musicbrainz-lookup-picard-recording-credits.json", "Knowing Me, Knowing You", ("ABBA",), ()),
        ("musicbrainz-lookup-picard-recording.json", "Thinking Out Loud", ("Ed Sheeran",), ("GBAHS1400099",)),
    ],
)
def test_the_recorded_look_ups_are_read(shared, name, title, names, isrcs):
    (found,) = facts(LOOKED_UP, recorded(shared, name))
    assert (found.titles, found.performers[0].names, found.isrcs) == ((title,), names, isrcs)
    assert found.url == f"https://musicbrainz.org/recording/{found.id}"


def credited(name, number=SOME, *, on_cover=None, aliases=(), sort_name=None):
    artist = {"id": number, "name": name, "sort-name": sort_name or name, "aliases": [{"name": a} for a in aliases]}
    return {"name": on_cover or name, "artist": artist}


def recording(title, *by, number=SOME, **more):
    return {
        "id": number,
        "title": title,
        "artist-credit": [credited(c) if isinstance(c, str) else c for c in by],
    } | more


def release(title, status="Official", tracks=None):
    media = {} if tracks is None else {"media": [{"track": [{"title": each} for each in tracks]}]}
    return {"title": title, "status": status} | media


def found(kind, *rows):
    name = {ARTIST: "artists", WORK: "works"}.get(kind, "recordings")
    return facts(kind, {name: list(rows)})


def test_a_pseudo_release_of_a_recorded_look_up_gives_its_title(shared):
    body = recorded(shared, "musicbrainz-server-test-recording-inc-releases.json")
    assert facts(LOOKED_UP, body) == (), "nobody is credited where that was not asked for"
    (read,) = facts(LOOKED_UP, body | {"artist-credit": [credited("Whoever")]})
    assert read.titles == ("サマーれげぇ!レインボー",)
    assert read.also == ("Summer Reggae! Rainbow",)
    assert read.on == ("Summer Reggae! Rainbow", "サマーれげぇ!レインボー")


@pytest.mark.parametrize(
    ("more", "also"),
    [
        pytest.param({"releases": [release("Single")]}, (), id="a single's title is no song's"),
        pytest.param({"releases": [release("Latin", "Pseudo-Release")]}, ("Latin",), id="a pseudo-release's is"),
        pytest.param(
            {"releases": [release("Album", "Pseudo-Release", ["Uta"])]}, ("Uta",), id="not where its track is shown"
        ),
        pytest.param({"releases": [release("Album", tracks=["Uta"])]}, ("Uta",), id="the track's title on a release"),
        pytest.param({"releases": [release("Album", tracks=["歌"])]}, (), id="the same title again"),
        pytest.param({"aliases": [{"name": "Uta"}, {"name": "The Song"}]}, ("Uta", "The Song"), id="aliases"),
        pytest.param(
            {"relations": [{"type": "performance", "work": {"title": "W", "aliases": [{"name": "X"}]}}]},
            ("W", "X"),
            id="the work, with its aliases",
        ),
        pytest.param({"relations": [{"type": "sampled", "work": {"title": "W"}}]}, (), id="another relation"),
        pytest.param({"relations": [{"type": "performance", "artist": {}}]}, (), id="a relation to no work"),
        pytest.param({"relations": None, "aliases": None, "releases": None}, (), id="nulls"),
    ],
)
def test_other_titles_of_a_recording(more, also):
    assert found(TITLED, recording("歌", "A", **more))[0].also == also


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        pytest.param(credited("幾田りら", sort_name="Ikuta, Lilas"), ("幾田りら", "Lilas Ikuta"), id="as one says it"),
        pytest.param(credited("A", on_cover="B", aliases=["C"]), ("B", "A", "C"), id="the name on the cover first"),
        pytest.param(credited("A", aliases=list("bcdefghij")), ("A", *"bcdefg"), id="six others at most"),
        pytest.param({"artist": {"id": SOME, "name": "A"}}, ("A",), id="nothing else is known"),
    ],
)
def test_names_of_who_is_credited(credit, names):
    assert found(TITLED, recording("T", credit))[0].performers == (Performer(names, id=SOME),)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(recording("T"), id="nobody is credited"),
        pytest.param(recording("T", "A", number="../artist"), id="an id that is none"),
    ],
)
def test_a_recording_that_says_too_little_is_left_out(row):
    assert found(TITLED, row, recording("U", "A"))[0].titles == ("U",)


def test_artists_and_works_are_read():
    artist = credited("幾田りら", aliases=["Lilas"], sort_name="Ikuta, Lilas")["artist"]
    assert found(ARTIST, artist) == (Performer(("幾田りら", "Lilas Ikuta", "Lilas"), id=SOME),)
    work = {"id": SOME, "title": "勇者", "aliases": [{"name": "Yuusha"}]}
    page = f"https://musicbrainz.org/work/{SOME}"
    assert found(WORK, work) == (Piece(("勇者",), also=("Yuusha",), id=SOME, url=page),)


@pytest.mark.parametrize("kind", BRAINZ.kinds)
def test_the_sandbox_answers_in_a_shape_that_is_read(kind):
    with Sandbox() as sandbox:

        def answered(kind, *terms):
            request = BRAINZ.request([question(kind, *terms)])
            headers = {"User-Agent": "syncer-tests/1 ( https://example.org )"}
            address = f"{sandbox.musicbrainz_url}{request.path}"
            return facts(kind, requests.get(address, request.params, headers=headers, timeout=10).json())

        first = answered(TITLED, "青い栞")[0]
        works = answered(WORK, "青い栞")
        terms = {
            NAMED: ("青い栞", "Galileo Galilei"),
            BY_ID: ("青い栞", first.performers[0].id),
            LOOKED_UP: (first.id,),
            ARTIST: ("Galileo Galilei",),
            OF_WORK: (works[0].id,),
        }
        read = answered(kind, *terms.get(kind, ("青い栞",)))
    if kind == ARTIST:
        assert read[0].names[0] == "Galileo Galilei"
    else:
        assert read[0].titles == ("青い栞",)
    if kind not in {ARTIST, WORK}:
        assert read[0].isrcs == ("JPU901100501",)
        assert "Galileo Galilei" in read[0].performers[0].names


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        (NAMED, "<html>", "answer has no 'recordings'"),
        (NAMED, {"error": "rate limit"}, "answer has no 'recordings'"),
        (NAMED, {"recordings": None}, "answer.recordings is null, not a list"),
        (NAMED, {"recordings": [{"id": SOME, "artist-credit": [{}]}]}, r"recordings\[0\].artist-credit\[0\] has no"),
        (ARTIST, {"recordings": []}, "answer has no 'artists'"),
        (WORK, {"works": [{"id": SOME}]}, r"answer.works\[0\] has no 'title'"),
        (LOOKED_UP, {"error": "Not Found"}, "answer has no 'id'"),
        (OF_WORK, [], "answer has no 'recordings'"),
    ],
)
def test_what_is_not_as_expected_is_named(kind, body, words):
    with pytest.raises(Unexpected, match=words):
        facts(kind, body)


@pytest.mark.parametrize("kind", [TITLED, NAMED, BY_ID, ARTIST, WORK, OF_WORK])
def test_an_empty_list_is_an_answer(kind):
    assert found(kind) == ()


# What is asked


def asked_next(case, answers, meanings=()):
    """Return what is asked next, where these questions had these answers."""
    known = {(kind, *terms): pieces for (kind, *terms), pieces in answers}
    wanted = BRAINZ.wants(case, meanings, lambda each: known.get((each.kind, *each.terms)))
    return wanted and (wanted.kind, *wanted.terms)


RARE, COMMON = song("Aoi Shiori", "Galileo Galilei"), song("again", "YUI")
SPOTIFYS = ("Galileo Galilei",)
MANY = tuple(
    found(
        TITLED,
        *(recording("Aoi Shiori", credited("Somebody", OTHER), number=f"{SOME[:-2]}{at:02}") for at in range(HITS)),
    )
)
GALILEO = credited("Galileo Galilei")["artist"]
TITLE, WORKS, WHO = (TITLED, "Aoi Shiori"), (WORK, "Aoi Shiori"), (ARTIST, "Galileo Galilei")


def work(title="Aoi Shiori", number=SOME):
    return {"id": number, "title": title, "aliases": []}


@pytest.mark.parametrize(
    ("case", "answers", "expected"),
    [
        pytest.param(Case(RARE), [], TITLE, id="a title that few others have: alone"),
        pytest.param(
            Case(song("君の知らない", "G")), [], (TITLED, "君の知らない"), id="four letters of Japanese suffice"
        ),
        pytest.param(Case(song("嘘", "SID")), [], (NAMED, "嘘", "SID"), id="one is not"),
        pytest.param(Case(COMMON), [], (NAMED, "again", "YUI"), id="a common title: with the artist"),
        pytest.param(
            Case(COMMON, ("YUI", "Yui", "yui.")),
            [],
            (NAMED, "again", "YUI", "Yui"),
            id="under two of Spotify's names",
        ),
        pytest.param(Case(song("again", "YUI feat. B")), [], (NAMED, "again", "YUI"), id="the first of several"),
        pytest.param(Case(song("again")), [], None, id="no artist"),
        pytest.param(Case(song("again", source="Show")), [], None, id="a series alone is no artist"),
        pytest.param(Case(RARE, SPOTIFYS), [(TITLE, ())], WORKS, id="no such recording: a work"),
        pytest.param(Case(RARE, SPOTIFYS), [(TITLE, ()), (WORKS, ())], None, id="nor that: the artist is known"),
        pytest.param(Case(RARE), [(TITLE, ())], WHO, id="nobody by that name on Spotify: who it is"),
        pytest.param(Case(RARE), [(TITLE, ()), (WHO, ())], None, id="nobody knows"),
        pytest.param(Case(RARE), [(TITLE, ()), (WHO, found(ARTIST, GALILEO))], WORKS, id="an artist: their work"),
        pytest.param(
            Case(RARE),
            [(TITLE, MANY), (WHO, found(ARTIST, GALILEO))],
            (BY_ID, "Aoi Shiori", SOME),
            id="so many recordings that the artist's may be behind them",
        ),
        pytest.param(
            Case(RARE, SPOTIFYS), [(TITLE, MANY), (WORKS, ())], WHO, id="the same where Spotify has the artist"
        ),
        pytest.param(
            Case(RARE, SPOTIFYS),
            [(TITLE, ()), (WORKS, found(WORK, work(), work(number=OTHER)))],
            (OF_WORK, SOME),
            id="two works of that name: whose takes are theirs",
        ),
        pytest.param(
            Case(COMMON),
            [((NAMED, "again", "YUI"), ()), ((ARTIST, "YUI"), found(ARTIST, credited("Yuna")["artist"]))],
            None,
            id="an artist of another name is not theirs",
        ),
        pytest.param(
            Case(RARE),
            [(TITLE, found(TITLED, recording("青い栞", "Galileo Galilei")))],
            None,
            id="it reads so: enough",
        ),
        pytest.param(
            Case(song("Lie", "SID")),
            [((NAMED, "Lie", "SID"), found(TITLED, recording("嘘", "SID")))],
            (LOOKED_UP, SOME),
            id="found by an alias: only a look-up shows it",
        ),
        pytest.param(
            Case(song("Lie", "SID")),
            [
                (
                    (NAMED, "Lie", "SID"),
                    found(
                        NAMED,
                        recording("Other Side", "SID", number=OTHER, releases=[release("Lie")]),
                        recording("True Lies", "SID", number=OTHER),
                        recording("嘘", "SID"),
                    ),
                )
            ],
            (LOOKED_UP, SOME),
            id="rather one that does not show why it was found",
        ),
        pytest.param(
            Case(song("Lie", "SID")),
            [((NAMED, "Lie", "SID"), found(NAMED, recording("嘘", "SID", releases=[release("Lie")])))],
            (LOOKED_UP, SOME),
            id="or one of a release that is called so",
        ),
        pytest.param(
            Case(RARE),
            [(TITLE, found(TITLED, recording("青い栞", "Somebody Else")))],
            WHO,
            id="no look-up of another artist's",
        ),
        pytest.param(
            Case(RARE),
            [(TITLE, found(TITLED, recording("青い栞", "Galileo Galilei", aliases=[{"name": "Aoi Shiori"}])))],
            None,
            id="another title, and why: enough",
        ),
        pytest.param(
            Case(song("青い栞の歌", "Galileo Galilei")),
            [((TITLED, "青い栞の歌"), found(TITLED, recording("青い栞の歌", "Galileo Galilei")))],
            (LOOKED_UP, SOME),
            id="called so in its own script: the look-up may know a Latin title",
        ),
        pytest.param(
            Case(RARE, SPOTIFYS),
            [(TITLE, found(TITLED, recording("Aoi Shiori", "Galileo Galilei")))],
            WORKS,
            id="called so in Latin: no look-up",
        ),
    ],
)
def test_what_is_asked_next(case, answers, expected):
    assert asked_next(case, answers) == expected


def themed(*titles, performers=(("Lia",),), **more):
    return Meaning("AnimeThemes", titles, performers, (Saying("AnimeThemes: opening is it"),), **more)


@pytest.mark.parametrize(
    ("meanings", "expected"),
    [
        pytest.param(
            [themed("Aoi Shiori")], (TITLED, "Aoi Shiori"), id="what the series has, without its native title"
        ),
        pytest.param([themed("Sora")], (NAMED, "Sora", "Lia"), id="by its performer"),
        pytest.param([themed("Torch")], None, id="a title that is no romaji is written so"),
        pytest.param([themed("青い栞", "Aoi Shiori")], None, id="a native title is known"),
        pytest.param([themed("Aoi Shiori", uris=("spotify:track:x",))], None, id="the track is known"),
        pytest.param([themed("Torch"), themed("Other")], None, id="two songs may be meant"),
    ],
)
def test_what_is_asked_of_a_theme(meanings, expected):
    assert asked_next(Case(song("Some Title", "Show")), [], meanings) == expected


def test_an_answer_is_not_asked_for_again():
    asked, answers = [], []
    while (wanted := asked_next(Case(RARE), answers)) is not None:
        asked.append(wanted)
        answers.append((wanted, ()))
    assert asked == [TITLE, WHO]


# What it means


def meanings(asked, *answers, artists=(), before=()):
    known = {(kind, *terms): pieces for (kind, *terms), pieces in answers}
    case = Case(asked, artists)
    return BRAINZ.meanings(case, before, lambda each: known.get((each.kind, *each.terms)))


def titled(title, *rows):
    return (TITLED, title), found(TITLED, *rows)


def by(name, title, *rows):
    return (NAMED, title, name), found(NAMED, *rows)


FORCE = song("Never Gonna Stop", "Some Band")


@pytest.mark.parametrize(
    ("asked", "answer", "titles"),
    [
        pytest.param(
            RARE,
            titled("Aoi Shiori", recording("青い栞", "Galileo Galilei", aliases=[{"name": "Aoi Shiori"}])),
            ("青い栞", "Aoi Shiori"),
            id="by an alias",
        ),
        pytest.param(
            RARE,
            titled(
                "Aoi Shiori", recording("青い栞", "Galileo Galilei", releases=[release("PORTAL", tracks=["青い栞"])])
            ),
            ("青い栞", "Aoi Shiori"),
            id="by its reading",
        ),
        pytest.param(
            RARE,
            titled(
                "Aoi Shiori",
                recording("青い栞", "Galileo Galilei", releases=[release("Aoi Shiori", "Pseudo-Release")]),
            ),
            ("青い栞", "Aoi Shiori"),
            id="by a pseudo-release",
        ),
        pytest.param(
            song("Summer Song", "Yui"),
            titled("Summer Song", recording("Summer Song", credited("YUI", aliases=["Yui"], on_cover="YUI band"))),
            ("Summer Song",),
            id="under another name of the artist",
        ),
    ],
)
def test_a_recording_by_another_name(asked, answer, titles):
    (meaning,) = meanings(asked, answer)
    assert meaning.titles == titles
    assert meaning.source == "MusicBrainz"
    assert meaning.recordings == (SOME,)
    assert meaning.says[0].url == f"https://musicbrainz.org/recording/{SOME}"


def test_the_sentence_can_be_checked():
    (meaning,) = meanings(RARE, titled("Aoi Shiori", recording("青い栞", "Galileo Galilei", isrcs=["JPU901100501"])))
    assert meaning.says[0].sentence == "MusicBrainz: Aoi Shiori is 青い栞 by Galileo Galilei"
    assert meaning.isrcs == ("JPU901100501",)
    assert meaning.series == ""


TAKEN_FOR_ANOTHER = [
    pytest.param(
        recording("Other Side", "Some Band", releases=[release("Never Gonna Stop")]),
        id="the other side of a single that is called so",
    ),
    pytest.param(
        recording("Never Gonna Stop (Remix)", "Some Band", releases=[release("Never Gonna Stop")]), id="a remix"
    ),
    pytest.param(recording("Never Gonna Stop (live)", "Some Band"), id="a live take"),
    pytest.param(recording("Never Gonna Stop", "Cover Singer"), id="a cover by others"),
    pytest.param(
        recording("Track One", "Some Band", releases=[release("Never Gonna Stop", tracks=["Track One"])]),
        id="a song of an album that is called so",
    ),
    pytest.param(recording("You Never Gonna Stop Me", "Some Band"), id="a phrase in a longer title"),
    pytest.param(
        recording("別の歌", "Some Band", aliases=[{"name": "Never Gonna Stop Loving You Tonight"}]),
        id="a phrase in a longer alias",
    ),
    pytest.param(
        recording("別の歌", credited("Stranger", aliases=["Somebody"]), aliases=[{"name": "Never Gonna Stop"}]),
        id="another artist's of the same alias",
    ),
    pytest.param(recording("Never Gonna Stop", "Some Band"), id="what the list says already"),
]


@pytest.mark.parametrize("row", TAKEN_FOR_ANOTHER)
def test_what_is_not_the_song_is_not_taken(row):
    assert meanings(FORCE, titled("Never Gonna Stop", row)) == ()


@pytest.mark.parametrize("row", TAKEN_FOR_ANOTHER)
def test_nor_where_the_artist_is_asked_for(row):
    short = song("Stop", "Some Band")
    row = json.loads(json.dumps(row).replace("Never Gonna Stop", "Stop"))
    assert meanings(short, by("Some Band", "Stop", row)) == ()


@pytest.mark.parametrize(
    ("aliases", "taken"),
    [
        pytest.param(["Never Gonna Stop"], True, id="the alias is the title"),
        pytest.param(["Never Gonna Stop Loving You"], False, id="the title is only a part of the alias"),
        pytest.param([], False, id="no alias after all"),
    ],
)
def test_by_which_alias_it_was_found_only_a_look_up_shows(aliases, taken):
    """A search finds titles in the middle of aliases, and shows no alias."""
    hit = recording("別の歌", "Some Band")
    first = titled("Never Gonna Stop", hit)
    assert meanings(FORCE, first) == ()
    assert asked_next(Case(FORCE), [first]) == (LOOKED_UP, SOME)
    looked_up = ((LOOKED_UP, SOME), facts(LOOKED_UP, hit | {"aliases": [{"name": each} for each in aliases]}))
    assert [each.titles[0] for each in meanings(FORCE, first, looked_up)] == (["別の歌"] if taken else [])


def test_a_title_that_another_song_begins_with_is_not_that_song():
    rows = recording("さよならメモリーズ", "supercell")
    assert meanings(song("Sayonara", "supercell"), titled("Sayonara", rows)) == ()


def test_recordings_of_one_song_are_one_meaning():
    rows = [
        recording("青い栞", "Galileo Galilei", isrcs=["JP1"]),
        recording("青い栞", "Galileo Galilei", number=OTHER, isrcs=["JP2"]),
        recording("Aoi Shiori", credited("ガリレオ", on_cover="Galileo Galilei"), number=OTHER),
    ]
    (meaning,) = meanings(RARE, titled("Aoi Shiori", *rows))
    assert (meaning.isrcs, meaning.recordings[0]) == (("JP1",), SOME)


@pytest.mark.parametrize("aliases", [[{"name": "Aoi Shiori"}], []], ids=["of one alias", "of one reading"])
def test_two_songs_are_two_meanings(aliases):
    rows = [
        recording("青い栞", "Galileo Galilei", aliases=aliases),
        recording("蒼い詩織", "Galileo Galilei", number=OTHER, aliases=aliases),
    ]
    assert [each.titles[0] for each in meanings(RARE, titled("Aoi Shiori", *rows))] == ["青い栞", "蒼い詩織"]


def test_the_artist_s_names_help_to_tell_their_recordings():
    """The list has a name that no credit has; the artist is known by it."""
    artist = credited("幾田りら", aliases=["Rira Ikuta"])["artist"]
    (meaning,) = meanings(
        song("Sparkle Sparkle", "Rira Ikuta"),
        titled("Sparkle Sparkle", recording("スパークル", "幾田りら", aliases=[{"name": "Sparkle Sparkle"}])),
        ((ARTIST, "Rira Ikuta"), found(ARTIST, artist)),
    )
    assert meaning.titles[0] == "スパークル"
    assert "Rira Ikuta" in meaning.performers[0]


def test_a_work_is_the_artist_s_where_it_is_the_only_one():
    works = {"id": SOME, "title": "残酷な天使のテーゼ", "aliases": [{"name": "A Cruel Angel's Thesis"}]}
    asked = song("A Cruel Angel's Thesis", "Yoko Takahashi")
    first = ((TITLED, "A Cruel Angel's Thesis"), ())
    (meaning,) = meanings(asked, first, ((WORK, asked.title), found(WORK, works)), artists=("Yoko Takahashi",))
    assert meaning.titles[0] == "残酷な天使のテーゼ"
    assert meaning.performers[0][0] == "Yoko Takahashi"
    assert meaning.recordings == ()
    sentence = "MusicBrainz: the work A Cruel Angel's Thesis is also called 残酷な天使のテーゼ"
    assert meaning.says == (Saying(sentence, f"https://musicbrainz.org/work/{SOME}"),), "by whom it does not say"
    other = works | {"id": OTHER, "title": "別の歌"}
    answers = [first, ((WORK, asked.title), found(WORK, works, other))]
    assert meanings(asked, *answers, artists=("Yoko Takahashi",)) == (), "one of two works may be anybody's"
    rows = [
        recording("残酷な天使のテーゼ", "Yoko Takahashi", isrcs=["JP1"]),
        recording("残酷な天使のテーゼ", "Yoko Takahashi", number=OTHER, isrcs=["JP1", "JP2"]),
    ]
    (meaning,) = meanings(asked, *answers, ((OF_WORK, SOME), found(OF_WORK, *rows)), artists=("Yoko Takahashi",))
    assert (meaning.isrcs, meaning.recordings) == (("JP1", "JP2"), (SOME,)), "its takes are one song"


def test_a_take_of_a_work_must_be_the_version_that_is_asked_for():
    asked = song("A Cruel Angel's Thesis", "Yoko Takahashi")
    rows = [{"id": each, "title": asked.title, "aliases": []} for each in (SOME, OTHER)]
    live = recording("残酷な天使のテーゼ (live)", "Yoko Takahashi")
    answers = [
        ((TITLED, asked.title), ()),
        ((WORK, asked.title), found(WORK, *rows)),
        ((OF_WORK, SOME), found(OF_WORK, live)),
    ]
    assert meanings(asked, *answers, artists=("Yoko Takahashi",)) == ()


def test_a_theme_is_given_its_native_title_and_its_codes():
    theme = themed("Toki wo Kizamu Uta", series="Clannad")
    rows = recording("時を刻む唄", credited("Lia", aliases=["リア"]), isrcs=["JP1"])
    asked = song("Toki wo Kizamu Uta", "Clannad")
    (meaning,) = meanings(asked, titled("Toki wo Kizamu Uta", rows), before=[theme])
    assert meaning.titles[0] == "時を刻む唄"
    assert "Toki wo Kizamu Uta" in meaning.titles
    assert meaning.performers[0][0] == "Lia"
    assert (meaning.isrcs, meaning.recordings) == (("JP1",), (SOME,))
    assert [saying.sentence.partition(":")[0] for saying in meaning.says] == ["AnimeThemes", "MusicBrainz"]
    assert (meaning.source, meaning.series) == ("AnimeThemes", "Clannad"), "it is still the series that is named"


def test_a_theme_stays_what_it_is_where_nothing_fits():
    theme = themed("Toki wo Kizamu Uta")
    rows = recording("時を刻む唄", "Another Singer")
    assert meanings(song("X", "Clannad"), titled("Toki wo Kizamu Uta", rows), before=[theme]) == (theme,)


ODD = [
    song("", ""),
    song("!!!", "!!!"),
    song("🎵", "🎵"),
    song("\u202e\u200b", "\x00"),
    song("T", "", ""),
    song("T", uri="spotify:track:x"),
    song("a" * 5000, "b" * 5000),
    song("(live)", "(cv)"),
]


@pytest.mark.parametrize("asked", ODD, ids=lambda each: ascii(each.title[:9]))
def test_odd_songs_do_no_harm(asked):
    rows = tuple(recording(title, "A", "B") for title in ("", "!!!", "T", "🎵") if title)
    answers = []
    for _ in range(12):
        wanted = asked_next(Case(asked), answers)
        if wanted is None:
            break
        BRAINZ.request([question(*wanted)])
        answers.append((wanted, found(TITLED, *rows)))
    else:
        pytest.fail("it asks for ever")
    meanings(asked, *answers)
