"""The facts agree with each other and with the library; a file of them is refused where it does not make sense."""

import pytest

from syncer.sandbox.knowledge.reading import load as read_facts
from syncer.sandbox.library import load as read_library


@pytest.fixture(scope="module")
def facts():
    return read_facts()


@pytest.fixture(scope="module")
def library():
    return {entry.id: entry for entry in read_library()}


def test_every_link_leads_to_a_track_of_the_library(facts, library):
    links = [song.links["SPOTIFY"] for song in facts.songs.values() if song.links]
    assert links
    assert {link.rpartition("/")[2] for link in links} <= set(library)


def test_every_mapped_track_is_in_the_library(facts, library):
    tracks = {track for recording in facts.recordings.values() for track in recording.tracks}
    assert tracks
    assert tracks <= set(library)


def test_an_isrc_is_that_of_the_mapped_tracks(facts, library):
    """Where the library has one too, so that looking for the ISRC finds the same recording."""
    for recording in facts.recordings.values():
        known = {library[track].isrc for track in recording.tracks} - {""}
        assert not known or not recording.isrcs or known & set(recording.isrcs), recording.key


def test_a_length_is_that_of_the_mapped_tracks(facts, library):
    for recording in facts.recordings.values():
        lengths = [library[track].duration_ms for track in recording.tracks if library[track].duration_ms]
        if recording.length and lengths:
            assert min(abs(recording.length - each) for each in lengths) <= 3000, recording.key


def test_every_song_is_one_of_a_series_and_performed(facts):
    for key, song in facts.songs.items():
        assert facts.themes_of.get(key), key
        assert song.performances, key
        assert song.romaji, key


def test_slugs_of_themes_are_each_there_once(facts):
    for series in facts.series.values():
        slugs = [(theme.kind, theme.sequence) for theme in series.themes]
        assert len(slugs) == len(set(slugs)), series.key


def test_an_mbid_is_the_same_in_every_run(facts):
    assert facts.recordings["aoi-shiori"].mbid == "ba07e9f0-7fb9-51c0-870e-fe23ea1c5140"


def test_what_no_source_knows_is_not_there(facts):
    """Two songs of the catalog are credited to artists of whom no such song is known, and one is unknown altogether."""
    by = {
        (facts.artists[credit.artist].main, alias)
        for recording in facts.recordings.values()
        for credit in recording.credits
        for alias in (recording.title, *(each.text for each in recording.aliases))
    }
    assert ("Aimer", "Kataomoi") in by
    assert ("Chara", "Kataomoi") not in by
    assert not {title for _, title in by if "Sayonara no Yukue" in title or "Futari no Kimochi" in title}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param('{"label": "x"}', "of no kind", id="another kind"),
        pytest.param("{}", "of no kind", id="nothing"),
        pytest.param("{", "Expecting", id="no JSON"),
        pytest.param('{"series": "x", "romaji": "X", "themes": [["OP", 1, "s"]]}', "song s", id="a song"),
        pytest.param('{"song": "s", "by": [{"artist": "a"}]}', "artist a", id="an artist"),
        pytest.param('{"song": "s", "by": [{"artist": "a", "member": "b"}]}', "artist a, artist b", id="a member"),
        pytest.param('{"recording": "r", "title": "R", "by": [], "work": "w"}', "work w", id="a work"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path, line, told):
    file = tmp_path / "facts.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        read_facts(file)
