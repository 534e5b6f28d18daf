"""What a form may say to a review on a page, and that a bug behind it stays one."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from syncer.report.record import Record
from syncer.review.entries import Reply
from syncer.web.app import Parts, app_of
from syncer.web.pages import Pages
from syncer.web.pushing import Came, Pushing
from syncer.web.visitors import Visitors


class Sitting:
    """A review that has a bug where songs are taken, and can undo whatever it is told to."""

    def take(self, song, uri):
        return {}[song, uri]

    def absent(self, song):
        return int(song)

    def undo(self, number):
        return Reply((f"{number} undone",))


def posted(path, **fields):
    """Send a form whose secret was right; return the status and where it leads."""
    with ThreadPoolExecutor(1) as desk:
        pages = Pages(name="Mine", catalog="catalog.toml", secret="", sandbox=True, covers=False)
        pushing = Pushing(lambda _planning, _tell: Came(0, Record()))
        app = app_of(Parts(Sitting(), pushing, pages, Visitors(60, lambda: 0.0), desk, str))
        said = []
        scope = {"type": "http", "method": "POST", "path": path, "headers": [], "query_string": b"", "form": fields}

        async def send(message):
            said.append(message)

        async def receive():
            return {"type": "http.request", "body": b""}

        asyncio.run(app(scope, receive, send))
    return said[0]["status"]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        pytest.param("/take", {"song": "a"}, id="no track"),
        pytest.param("/take", {}, id="nothing"),
        pytest.param("/undo", {}, id="no deed"),
        pytest.param("/undo", {"deed": "x"}, id="a deed that is no number"),
        pytest.param("/undo", {"deed": "-1"}, id="a deed below zero"),
        pytest.param("/undo", {"deed": "9" * 5000}, id="a deed longer than any number"),
        pytest.param("/own", {}, id="neither yes nor no"),
    ],
)
def test_a_form_that_is_not_complete_is_refused(path, fields):
    assert posted(path, **fields) == 400


def test_a_form_that_is_complete_leads_back_to_the_songs():
    assert posted("/undo", deed="7") == 303


@pytest.mark.parametrize(
    ("path", "fields", "bug"),
    [
        pytest.param("/take", {"song": "a", "uri": "b"}, KeyError, id="a key"),
        pytest.param("/absent", {"song": "a"}, ValueError, id="a value"),
    ],
)
def test_a_bug_is_not_taken_for_a_bad_form(path, fields, bug):
    """It has to show its traceback in the terminal."""
    with pytest.raises(bug):
        posted(path, **fields)
