"""The rows of the sandbox's playlists: paged, added, replaced, moved and removed as Spotify does it."""

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.sandbox import Sandbox
from syncer.sandbox.library import load

URIS = [f"spotify:track:{entry.id}" for entry in load()]
A, B, C, D, E = URIS[:5]
OLD = "2020-02-02T02:02:02Z"
LOCAL = "spotify:local:Some+Artist:An+Album:A+Title:123"
GONE = f"spotify:track:{'0' * 22}"
SCOPES = "playlist-read-private playlist-modify-public playlist-modify-private"


class Playlist:
    """A playlist in the sandbox, asked over HTTP."""

    def __init__(self, sandbox, uris=()):
        self.id = sandbox.add_playlist(uris, added_at=OLD)
        self.sandbox = sandbox
        self.headers = {"Authorization": f"Bearer {sandbox.sign_in(SCOPES)['access_token']}"}

    def __call__(self, method, body=None, **query):
        address = f"{self.sandbox.api_url}/playlists/{self.id}/items"
        return requests.request(method, address, json=body, params=query, headers=self.headers, timeout=5)

    @property
    def uris(self):
        return [row.uri for row in self.sandbox.playlist(self.id).rows]

    @property
    def stamps(self):
        return {row.uri: row.added_at for row in self.sandbox.playlist(self.id).rows}

    @property
    def snapshot(self):
        return self.sandbox.playlist(self.id).snapshot


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def made(sandbox):
    return lambda *uris: Playlist(sandbox, uris)


def test_a_row_holds_item_and_says_when(made):
    (row,) = made(A)("GET").json()["items"]
    assert row["item"]["uri"] == A
    assert row["item"]["track"] is True  # a flag: not the row of old
    assert row["added_at"] == OLD
    assert row["is_local"] is False
    assert "track" not in row


def test_twenty_rows_unless_asked_and_fifty_at_most(made):
    playlist = made(*URIS[:60])
    page = playlist("GET").json()
    assert (len(page["items"]), page["total"], page["limit"]) == (20, 60, 20)
    assert len(playlist("GET", limit=50).json()["items"]) == 50
    assert playlist("GET", limit=51).json()["error"]["message"] == "Invalid limit"


def test_next_leads_on_and_ends(made, sandbox):
    playlist = made(*URIS[:5])
    first = playlist("GET", limit=3).json()
    assert first["next"].startswith(sandbox.api_url)
    second = requests.get(first["next"], headers=playlist.headers, timeout=5).json()
    assert [row["item"]["uri"] for row in first["items"] + second["items"]] == URIS[:5]
    assert second["next"] is None
    assert second["previous"]


def test_local_files_and_what_is_gone_keep_their_place(made):
    local, gone, track = made(LOCAL, GONE, A)("GET").json()["items"]
    assert (local["is_local"], local["item"]["uri"], local["item"]["id"]) == (True, LOCAL, None)
    assert (local["item"]["name"], local["item"]["duration_ms"]) == ("A Title", 123_000)
    assert gone["item"] is None
    assert track["item"]["uri"] == A


@pytest.mark.parametrize(
    ("body", "query", "expected"),
    [
        pytest.param({"uris": [C, D]}, {}, [A, B, C, D], id="at the end"),
        pytest.param({"uris": [C, D], "position": 0}, {}, [C, D, A, B], id="at the beginning"),
        pytest.param({"uris": [C], "position": 1}, {}, [A, C, B], id="between"),
        pytest.param({"uris": [C], "position": 2}, {}, [A, B, C], id="at the end by number"),
        pytest.param({"uris": [A, A]}, {}, [A, B, A, A], id="duplicates are welcome"),
        pytest.param([C], {}, [A, B, C], id="a bare list"),
        pytest.param([C], {"position": 0}, [C, A, B], id="a bare list, position in the query"),
        pytest.param({"uris": [C]}, {"uris": D}, [A, B, D], id="the query wins"),
    ],
)
def test_adding(made, body, query, expected):
    playlist = made(A, B)
    before = playlist.snapshot
    answer = playlist("POST", body, **query)
    assert (answer.status_code, answer.json()) == (201, {"snapshot_id": playlist.snapshot})
    assert playlist.uris == expected
    assert playlist.snapshot != before


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param({}, "No uris provided", id="nothing"),
        pytest.param({"uris": []}, "No uris provided", id="empty"),
        pytest.param({"uris": A}, "No uris provided", id="no list"),
        pytest.param({"uris": URIS[:101]}, "You can add a maximum of 100 items per request.", id="more than 100"),
        pytest.param({"uris": ["x"]}, "Invalid track uri: x", id="no URI"),
        pytest.param({"uris": [LOCAL]}, f"Invalid track uri: {LOCAL}", id="a local file"),
        pytest.param({"uris": [A, GONE]}, "Payload contains a non-existing ID", id="no such track"),
        pytest.param({"uris": [A], "position": 3}, "Index out of bounds", id="behind the end"),
        pytest.param({"uris": [A], "position": -1}, "Index out of bounds", id="before the beginning"),
    ],
)
def test_what_cannot_be_added(made, body, message):
    playlist = made(A, B)
    before = playlist.snapshot
    answer = playlist("POST", body)
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, message)
    assert (playlist.uris, playlist.snapshot) == ([A, B], before)


def test_ten_thousand_rows_are_the_limit(made):
    playlist = made(*[A] * 9_999)
    assert playlist("POST", {"uris": [B]}).status_code == 201
    answer = playlist("POST", {"uris": [B]})
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "Playlist size limit reached")


def test_replacing_forgets_when_rows_were_added(made):
    playlist = made(A, B)
    answer = playlist("PUT", {"uris": [B, C]})
    assert (answer.status_code, answer.json()) == (200, {"snapshot_id": playlist.snapshot})
    assert playlist.uris == [B, C]
    assert OLD not in playlist.stamps.values()


def test_replacing_by_nothing_empties(made):
    playlist = made(A, LOCAL)
    assert playlist("PUT", {"uris": []}).status_code == 200
    assert playlist.uris == []


@pytest.mark.parametrize(
    ("start", "length", "before", "expected"),
    [
        pytest.param(0, 1, 5, [B, C, D, E, A], id="to the end"),
        pytest.param(4, 1, 0, [E, A, B, C, D], id="to the beginning"),
        pytest.param(0, 2, 4, [C, D, A, B, E], id="a block back"),
        pytest.param(3, 2, 1, [A, D, E, B, C], id="a block forward"),
        pytest.param(1, 2, 1, [A, B, C, D, E], id="where it is"),
        pytest.param(1, 2, 2, [A, B, C, D, E], id="into itself"),
        pytest.param(1, 2, 3, [A, B, C, D, E], id="behind itself"),
    ],
)
def test_a_move_counts_rows_before_it_and_keeps_the_stamps(made, start, length, before, expected):
    playlist = made(A, B, C, D, E)
    answer = playlist("PUT", {"range_start": start, "range_length": length, "insert_before": before})
    assert (answer.status_code, answer.json()) == (200, {"snapshot_id": playlist.snapshot})
    assert playlist.uris == expected
    assert set(playlist.stamps.values()) == {OLD}


def test_a_move_takes_one_row_unless_told(made):
    playlist = made(A, B, C)
    playlist("PUT", {"range_start": 0, "insert_before": 3})
    assert playlist.uris == [B, C, A]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"uris": [A], "range_start": 0, "insert_before": 1}, id="both at once"),
        pytest.param({"range_start": 0}, id="no target"),
        pytest.param({"range_start": 3, "insert_before": 0}, id="start behind the end"),
        pytest.param({"range_start": 2, "range_length": 2, "insert_before": 0}, id="block over the end"),
        pytest.param({"range_start": 0, "insert_before": 4}, id="target behind the end"),
        pytest.param({"range_start": 0, "range_length": 0, "insert_before": 1}, id="empty block"),
        pytest.param({"range_start": "0", "insert_before": 1}, id="a string"),
        pytest.param({"uris": URIS[:101]}, id="more than 100"),
        pytest.param({"range_start": 0, "insert_before": 1, "snapshot_id": "x"}, id="a snapshot that never was"),
    ],
)
def test_what_cannot_be_put(made, body):
    playlist = made(A, B, C)
    assert playlist("PUT", body).status_code == 400
    assert playlist.uris == [A, B, C]


@settings(deadline=None)
@given(data=st.data(), rows=st.lists(st.sampled_from(URIS[:9]), min_size=1, max_size=9))
def test_a_move_is_what_the_documentation_says(data, rows):
    """Cut the block out, put it before the row that stood at ``insert_before``: said with marks instead of numbers."""
    start = data.draw(st.integers(0, len(rows) - 1))
    length = data.draw(st.integers(1, len(rows) - start))
    before = data.draw(st.integers(0, len(rows)))
    marked = list(enumerate(rows))
    block = marked[start : start + length]
    expected = [row for row in marked[:before] if row not in block]
    expected += block + [row for row in marked[before:] if row not in block]
    playlist = Playlist(_OURS, rows)
    playlist("PUT", {"range_start": start, "range_length": length, "insert_before": before})
    assert playlist.uris == [uri for _, uri in expected]


def test_removing_drops_every_copy_whatever_position_is_named(made):
    """Positions are ignored since 2024."""
    playlist = made(A, B, A, C)
    answer = playlist("DELETE", {"items": [{"uri": A, "positions": [0]}]})
    assert (answer.status_code, answer.json()) == (200, {"snapshot_id": playlist.snapshot})
    assert playlist.uris == [B, C]


def test_what_is_gone_from_spotify_can_be_removed(made):
    playlist = made(GONE, A)
    assert playlist("DELETE", {"items": [{"uri": GONE}]}).status_code == 200
    assert playlist.uris == [A]


def test_removing_what_is_not_there_changes_nothing(made):
    playlist = made(A)
    before = playlist.snapshot
    assert playlist("DELETE", {"items": [{"uri": B}]}).json() == {"snapshot_id": before}
    assert playlist.snapshot == before


def test_an_old_snapshot_is_no_obstacle(made):
    """It is not a lock: whoever wants one must read again."""
    playlist = made(A, B, C)
    old = playlist.snapshot
    playlist("POST", {"uris": [D]})
    assert playlist("DELETE", {"items": [{"uri": A}], "snapshot_id": old}).status_code == 200
    assert playlist.uris == [B, C, D]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param({"tracks": [{"uri": A}]}, "No uris provided", id="the key of old"),
        pytest.param({}, "No uris provided", id="nothing"),
        pytest.param({"items": []}, "No uris provided", id="empty"),
        pytest.param({"items": [A]}, "Invalid track uri: None", id="a bare URI"),
        pytest.param(
            {"items": [{"uri": uri} for uri in URIS[:101]]},
            "You can add a maximum of 100 items per request.",
            id="more than 100",
        ),
        pytest.param({"items": [{"uri": A}], "snapshot_id": "////"}, "Invalid snapshot id", id="no snapshot of ours"),
    ],
)
def test_what_cannot_be_removed(made, body, message):
    playlist = made(A, B)
    answer = playlist("DELETE", body)
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, message)
    assert playlist.uris == [A, B]


@pytest.fixture(scope="module", autouse=True)
def _served():
    """Serve what the property above asks: hypothesis does not mix with a fixture of each test."""
    with _OURS:
        yield


_OURS = Sandbox()
