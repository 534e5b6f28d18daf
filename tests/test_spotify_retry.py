"""What is sent again and when, what is waited for, and what each refusal means."""

from datetime import datetime
from http import HTTPStatus

import pytest

from syncer.errors import ComeBackLater, NotFound, SignInNeeded, SyncerError, Unconfirmed
from syncer.spotify.errors import Lost, Refused, Unexpected
from syncer.spotify.pace import Clock, Pace, Wait
from syncer.spotify.retry import Call, come_back, pause, persist, retry_after

NOW = 1_795_470_000.0
READ = Call("reading the playlist", "read", repeatable=True)
ADD = Call("adding songs", "write", repeatable=False)
LOST = Lost("the connection to Spotify broke off")
NOT_SENT = Lost("Spotify cannot be reached", sent=False)
GARBAGE = Unexpected("Spotify sent something unexpected for the search")


def limited(retry_after=None, reason="", date=None):
    return Refused(429, "Too many requests", reason, retry_after, date)


@pytest.mark.parametrize(
    ("problem", "call", "tries", "seconds"),
    [
        pytest.param(Refused(500), READ, 1, 1.0, id="500 at first"),
        pytest.param(Refused(502), READ, 2, 4.0, id="502 the second time"),
        pytest.param(Refused(408), READ, 1, 1.0, id="408 is a server that gave up"),
        pytest.param(Refused(503, retry_after="7"), READ, 1, 7.0, id="503 that says how long"),
        pytest.param(Refused(503, retry_after="7000"), READ, 1, 1.0, id="503 that asks for too long"),
        pytest.param(LOST, READ, 1, 1.0, id="connection reset"),
        pytest.param(GARBAGE, READ, 2, 4.0, id="garbage"),
        pytest.param(NOT_SENT, ADD, 1, 1.0, id="a write that was never sent"),
        pytest.param(limited("3"), READ, 1, 3.0, id="429 on a read"),
        pytest.param(limited("60"), ADD, 2, 60.0, id="429 on a write: it was not executed"),
        pytest.param(limited(), READ, 1, 5.0, id="429 that says nothing"),
        pytest.param(limited("0"), READ, 2, 30.0, id="429 that says 0: the whole window the second time"),
        pytest.param(limited("soon"), READ, 1, 5.0, id="429 that says nonsense"),
        pytest.param(
            limited("Mon, 23 Nov 2026 22:00:40 GMT", date="Mon, 23 Nov 2026 22:00:00 GMT"), READ, 1, 40.0, id="a date"
        ),
    ],
)
def test_another_try_after(problem, call, tries, seconds):
    wait = pause(problem, call, tries, NOW)
    assert (wait.seconds, wait.until) == (seconds, NOW + seconds)
    assert wait.why


@pytest.mark.parametrize(
    ("problem", "call", "tries", "error", "words"),
    [
        pytest.param(Refused(500), READ, 3, SyncerError, "reading the playlist failed 3 times", id="500 three times"),
        pytest.param(LOST, READ, 3, SyncerError, "broke off", id="reset three times"),
        pytest.param(NOT_SENT, ADD, 3, SyncerError, "cannot be reached", id="no network"),
        pytest.param(GARBAGE, READ, 3, Unexpected, "something unexpected", id="garbage three times"),
        pytest.param(Refused(502), ADD, 1, Unconfirmed, "adding songs happened", id="502 on an add"),
        pytest.param(LOST, ADD, 1, Unconfirmed, "broke off", id="reset on an add"),
        pytest.param(GARBAGE, ADD, 1, Unconfirmed, "makes no sense", id="garbage on an add"),
        pytest.param(limited("61"), READ, 1, ComeBackLater, "come back at", id="a bit too long"),
        pytest.param(limited("3"), READ, 3, ComeBackLater, "come back at", id="limited three times"),
        pytest.param(limited("3", "QUOTA_EXCEEDED"), READ, 1, ComeBackLater, "quota", id="quota, however short"),
        pytest.param(limited(None, "QUOTA_EXCEEDED"), READ, 1, ComeBackLater, "tomorrow", id="quota without a time"),
        pytest.param(Refused(401), READ, 1, SignInNeeded, "syncer login", id="401 after a renewal"),
        pytest.param(Refused(403, "Insufficient client scope"), ADD, 1, SignInNeeded, "syncer login", id="scope"),
        pytest.param(
            Refused(403, "Check settings on developer.spotify.com/dashboard, the user may not be registered."),
            READ,
            1,
            SyncerError,
            "User Management",
            id="not on the list of five users",
        ),
        pytest.param(
            Refused(403, "Active premium subscription required for the owner of the app."),
            READ,
            1,
            SyncerError,
            "Premium",
            id="owner without Premium",
        ),
        pytest.param(Refused(403, "Forbidden"), READ, 1, SyncerError, "neither yours", id="plain 403"),
        pytest.param(Refused(404, "Resource not found"), READ, 1, NotFound, "404: Resource not found", id="404"),
        pytest.param(Refused(413), ADD, 1, SyncerError, "larger", id="413"),
        pytest.param(Refused(400, "Playlist size limit reached"), ADD, 1, SyncerError, "10,000", id="full playlist"),
        pytest.param(Refused(400, "Invalid limit"), READ, 1, SyncerError, "Invalid limit", id="our mistake"),
        pytest.param(Refused(302), READ, 1, SyncerError, "redirects", id="redirect"),
    ],
)
def test_no_other_try_after(problem, call, tries, error, words):
    with pytest.raises(error, match=words) as caught:
        pause(problem, call, tries, NOW)
    assert type(caught.value) is error
    assert words in str(caught.value)


@pytest.mark.parametrize("status", [status for status in HTTPStatus if 300 <= status < 500 and status != 408])
def test_a_refusal_is_never_repeated(status):
    """But for 429, which is waited for, and 401, after which another token is tried first."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return
    with pytest.raises(SyncerError):
        pause(Refused(status), READ, 1, NOW)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param(None, None, id="missing"),
        pytest.param("", None, id="empty"),
        pytest.param("0", None, id="zero"),
        pytest.param("-5", None, id="negative"),
        pytest.param("nan", None, id="no number"),
        pytest.param("inf", None, id="for ever"),
        pytest.param("99999999999", None, id="longer than any limit of Spotify's"),
        pytest.param("1.5", 1.5, id="fraction"),
        pytest.param(" 12 ", 12.0, id="spaces"),
        pytest.param("52531", 52531.0, id="quoted from a user"),
        pytest.param("Mon, 23 Nov 2026 22:01:30 GMT", 90.0, id="date"),
        pytest.param("Mon, 23 Nov 2026 21:00:00 GMT", None, id="date in the past"),
        pytest.param("Mon, 99 Nov 2026", None, id="date that is none"),
    ],
)
def test_retry_after(header, seconds):
    """A date counts from the server's clock; ours is hours off here."""
    assert retry_after(Refused(429, retry_after=header, date="Mon, 23 Nov 2026 22:00:00 GMT"), NOW) == seconds


def test_the_time_to_come_back_is_the_persons_own():
    retry_at = NOW + 52_531
    error = come_back(retry_at, NOW)
    local = datetime.fromtimestamp(retry_at).astimezone()
    assert f"{local:%H:%M}" in str(error)
    assert "14 h 36 min" in str(error)
    assert error.retry_at == retry_at
    assert error.exit_code == 4


def test_persisting_tells_and_waits():
    slept, told, answers = [], [], iter([Refused(500), LOST, "answer"])

    def attempt():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    clock = Clock(now=lambda: NOW, monotonic=lambda: 0.0, sleep=slept.append)
    assert persist(attempt, READ, clock, told.append) == "answer"
    assert slept == [1.0, 4.0]
    assert told == [
        Wait(1.0, NOW + 1, "Spotify has a problem of its own (500)"),
        Wait(4.0, NOW + 4, "the connection to Spotify broke off"),
    ]


def test_requests_keep_their_distance_from_start_to_start():
    slept, time = [], iter([0.0, 0.0, 0.0, 0.25, 0.5, 2.0, 2.0])
    pace = Pace(0.5, Clock(now=lambda: NOW, monotonic=lambda: next(time), sleep=slept.append))
    pace.step()  # the first goes at once
    pace.step()  # the second comes 0.25 s later, and waits for as long
    pace.step()  # the third comes late enough
    assert slept == [0.25]
