"""Answers on disk: asked once, remembered for each server, language and market."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from syncer.cache import Answers, Remembered
from syncer.errors import SyncerError
from syncer.model import Answer, Artist, Query, Track

PATH = Path("folder") / "answers.sqlite3"
QUERY = Query("Aoi Shiori Galileo Galilei", "title and artist")
ANSWER = Answer((Track("spotify:track:x", "青い栞", (Artist("Galileo Galilei", "id"),), isrc="JPU901100501"),))


def opened(server="https://api.spotify.com/v1", language="en", market=None, now=1000.0):
    return Answers(PATH, server, language, market, lambda: now)


@pytest.mark.parametrize("answer", [ANSWER, Answer(())], ids=["a hit", "a miss"])
def test_an_answer_survives_the_run(answer):
    opened().keep(QUERY, answer)
    assert opened(now=2000.0).recall(QUERY) == Remembered(answer, 1000.0)


def test_a_cover_survives_and_a_row_of_before_there_were_any_is_read():
    cover = replace(ANSWER.tracks[0], image="https://i.scdn.co/image/ab67")
    answers = opened()
    answers.keep(QUERY, Answer((cover,)))
    assert answers.recall(QUERY).answer.tracks[0].image == cover.image
    with closing(sqlite3.connect(PATH)) as database:
        database.execute("UPDATE answers SET tracks = json_remove(tracks, '$[0].image')")
        database.commit()
    assert opened().recall(QUERY).answer.tracks[0].image == ""


def test_a_later_answer_replaces_the_earlier():
    opened().keep(QUERY, Answer(()))
    opened(now=3000.0).keep(QUERY, ANSWER)
    assert opened().recall(QUERY) == Remembered(ANSWER, 3000.0)


@pytest.mark.parametrize(
    "other",
    [{"server": "http://127.0.0.1:1/v1"}, {"language": "ja"}, {"market": "JP"}],
    ids=["server", "language", "market"],
)
def test_an_answer_is_good_only_where_it_was_given(other):
    opened().keep(QUERY, ANSWER)
    assert opened(**other).recall(QUERY) is None


def test_each_page_is_an_answer_of_its_own():
    opened().keep(QUERY, ANSWER)
    assert opened().recall(replace(QUERY, offset=10)) is None


def test_a_broken_file_is_an_error_that_names_it():
    PATH.parent.mkdir()
    PATH.write_bytes(b"not a database" * 100)
    with pytest.raises(SyncerError, match=r"answers\.sqlite3.*may be deleted"):
        opened()


def test_a_track_that_is_gone_takes_its_answers_along():
    other = Query("Circle Game Galileo Galilei", "title and artist")
    opened().keep(QUERY, ANSWER)
    opened().keep(other, Answer((Track("spotify:track:xy", "サークルゲーム"),)))
    opened().forget(ANSWER.tracks[0])
    assert opened().recall(QUERY) is None
    assert opened().recall(other)
