"""Whatever the list says and whatever the sources answer: they are asked to an end, and what they say can be used."""

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.knowledge.answers import Part
from syncer.knowledge.source import Case
from syncer.knowledge.sources import SOURCES
from syncer.lock import Lock, Pin, dumps
from syncer.matching.judge import judge
from syncer.matching.queries import MAX_LENGTH, ladder
from syncer.model import Artist, Matched, Song, Track

NUMBERS = [f"{digit * 8}-1111-1111-1111-111111111111" for digit in "123"]
MOST_QUESTIONS = 10
"""Of one source about one song."""

WORDS = st.sampled_from([
    "My Song", "Aoi Shiori", "青い栞", "Crow Song (Live)", "again", "Again ~TV size~", "!!!", "🎵", "(cv)", "A & B",
    "\u202e\u200b", "T", "夢", "ゆめ", "좋은 날", "Angel Beats!", "Angel Beats! 2nd Season", "feat. X", "「」", "- -",
])  # fmt: skip
ANY = WORDS | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
TEXTS = ANY.filter(lambda text: Part(text).text_if_any)
FEW = st.lists(TEXTS, max_size=2)
NAMES = st.builds(lambda main, native: {"name": {"main": main, "native": native}}, TEXTS, st.none() | TEXTS)
PERFORMANCES = st.builds(
    lambda artist, member, alias: {"artist": artist, "member": member, "alias": alias}, NAMES, st.none() | NAMES, FEW
).map(lambda row: row | {"alias": row["alias"][0] if row["alias"] else None})
SONGS = st.builds(
    lambda romaji, native, rows, links: {
        "title": {"romaji": romaji, "native": native},
        "performances": rows,
        "resources": {"nodes": [{"site": "SPOTIFY", "link": link} for link in links]},
    },
    TEXTS,
    st.none() | TEXTS,
    st.lists(PERFORMANCES, max_size=2),
    st.lists(st.just("https://open.spotify.com/track/4OQq1bcP12GQQXJNupxqfR"), max_size=1),
)
THEME = {"type": "OP", "sequence": 1}
ANIME = st.builds(
    lambda romaji, synonyms, songs: {
        "slug": "s",
        "year": 2010,
        "title": {"romaji": romaji},
        "synonyms": [{"text": text} for text in synonyms],
        "animethemes": [THEME | {"song": song} for song in songs],
    },
    TEXTS,
    FEW,
    st.lists(SONGS, max_size=3),
)
ALIASES = FEW.map(lambda names: [{"name": name} for name in names])
ARTISTS = st.builds(
    lambda number, name, aliases: {"id": number, "name": name, "aliases": aliases},
    st.sampled_from(NUMBERS),
    TEXTS,
    ALIASES,
)
WORKS = st.builds(
    lambda number, title, aliases: {"id": number, "title": title, "aliases": aliases},
    st.sampled_from(NUMBERS),
    TEXTS,
    ALIASES,
)
RECORDINGS = st.builds(
    lambda number, title, aliases, artists, releases: {
        "id": number,
        "title": title,
        "aliases": aliases,
        "artist-credit": [{"artist": artist} for artist in artists],
        "isrcs": ["JPX401000001"],
        "releases": [{"title": release, "status": "Pseudo-Release"} for release in releases],
    },
    st.sampled_from(NUMBERS),
    TEXTS,
    ALIASES,
    st.lists(ARTISTS, max_size=2),
    FEW,
)


def found(name, rows):
    return rows.map(lambda drawn: {"data": {"search": {name: drawn}}})


def of_series(song):
    return song | {"animethemes": [THEME | {"anime": {"slug": "s", "title": {"romaji": "S"}}}]}


RECORDED = st.lists(RECORDINGS, max_size=3).map(lambda rows: {"recordings": rows})
ANSWERS = {
    "series": found("anime", st.lists(ANIME, max_size=2)),
    "title": found("songs", st.lists(SONGS.map(of_series), max_size=2)),
    "artist": st.lists(ARTISTS, max_size=2).map(lambda rows: {"artists": rows}),
    "work": st.lists(WORKS, max_size=3).map(lambda rows: {"works": rows}),
    "recording looked up": RECORDINGS,
    "recording of title": RECORDED,
    "recording": RECORDED,
    "recording by artist": RECORDED,
    "recordings of work": RECORDED,
    "tracks": st.just([{"spotify_track_ids": ["4OQq1bcP12GQQXJNupxqfR"]}]),
}
"""Answers of the right shape to each kind of question, and of whatever content."""


LISTED = st.builds(
    lambda title, artists, source: Song(title, tuple(artists), source=source),
    ANY.filter(str.strip),
    st.lists(ANY.filter(str.strip), max_size=2),
    st.none() | ANY.filter(str.strip),
)


@settings(max_examples=150)
@given(LISTED, st.booleans(), st.data())
def test_whatever_is_said_it_comes_to_an_end_and_can_be_used(song, shown, data):
    case = Case(song, song.artists[:1] if shown else ())
    known, meanings = {}, ()
    for source in SOURCES:
        for _ in range(MOST_QUESTIONS):
            question = source.wants(case, meanings, known.get)
            if question is None:
                break
            assert question not in known
            source.request([question])
            known |= source.facts([question], data.draw(ANSWERS[question.kind]))
        assert source.wants(case, meanings, known.get) is None, f"{source.name} is asked for ever"
        meanings = source.meanings(case, meanings, known.get)
    for meaning in meanings:
        assert all(meaning.titles)
        assert meaning.performers
        assert all(all(names) and names for names in meaning.performers)
        assert all(saying.sentence for saying in meaning.says)
    queries = list(ladder(song, meanings))
    assert all(0 < len(query.text) <= MAX_LENGTH for query in queries)
    tracks = [
        Track(f"spotify:track:{number:022}", title, (Artist(data.draw(TEXTS)),))
        for number, title in enumerate([song.title, *(meaning.titles[0] for meaning in meanings)])
    ]
    outcome = judge(song, tracks, meanings=meanings, exhausted=True)
    if isinstance(outcome, Matched):
        written = dumps(Lock().with_pin(Pin(song, outcome.score.track, outcome.how, 1.0, says=outcome.says)))
        (entry,) = tomllib.loads(written)["songs"]
        assert [each["sentence"] for each in entry.get("says", ())] == [each.sentence for each in outcome.says]


def test_every_kind_of_question_has_its_answers():
    assert set(ANSWERS) == {kind for source in SOURCES for kind in source.kinds}
