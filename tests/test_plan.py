"""The plan: what goes, comes and moves, what stays whatever happens, and what is refused."""

import pytest

from syncer.errors import Unsafe
from syncer.model import Add, Artist, Move, Remove, Row, Track
from syncer.plan import NOT_WANTED, TAKEN_OFF, Change, Plan, after, applied, guard, make_plan


def uri(letter: str) -> str:
    return f"spotify:track:{letter}"


def track(letter: str, **facts) -> Track:
    return Track(uri(letter), facts.pop("title", letter), **facts)


def row(letter: str, **facts) -> Row:
    """Return a row: a capital is a local file, "0" a row whose track is gone, the rest are tracks."""
    if letter == "0":
        return Row("")
    return Row(f"spotify:local:{letter}") if letter.isupper() else Row(uri(letter), track(letter, **facts))


def planned(rows: str, wanted: str, ours: str = "") -> Plan:
    return make_plan([row(x) for x in rows], [track(x) for x in wanted], frozenset(map(uri, ours)))


def result(rows: str, wanted: str, ours: str = "") -> str:
    """Return the playlist after the plan, in letters."""
    uris = applied(planned(rows, wanted, ours).edits, [row(x).uri for x in rows])
    return "".join(u.rpartition(":")[2] or "0" for u in uris)


@pytest.mark.parametrize(
    ("rows", "wanted", "ours", "afterwards"),
    [
        pytest.param("", "abc", "", "abc", id="an empty playlist takes the catalog"),
        pytest.param("abc", "abc", "abc", "abc", id="nothing to do"),
        pytest.param("abc", "ac", "abc", "ac", id="ours and not wanted goes"),
        pytest.param("abc", "ac", "ac", "abc", id="the person's own song stays, behind its song"),
        pytest.param("xyabc", "cab", "abc", "xycab", id="what stands at the head stays at the head"),
        pytest.param("aXbY", "ba", "ab", "bYaX", id="local files travel behind their song"),
        pytest.param("a0b0", "ba", "ab", "b0a0", id="so do rows whose track is gone"),
        pytest.param("aXb", "nb", "ab", "Xnb", id="the song before a foreign row goes: it falls to the one before"),
        pytest.param("aX", "anb", "a", "aXnb", id="a new song comes behind the foreign rows of the song before it"),
        pytest.param("aa", "a", "a", "aa", id="a copy too many stays"),
        pytest.param("zz", "a", "z", "zza", id="nor does one go that nobody wants: the other may be the person's"),
        pytest.param("zy", "a", "zy", "a", id="single rows go"),
        pytest.param("axbya", "xya", "axy", "axbya", id="of two copies the one counts that can stay where it is"),
        pytest.param("abc", "aabcb", "abc", "abc", id="wanted twice is wanted once, where it comes first"),
        pytest.param("", "", "", "", id="nothing at all"),
        pytest.param("abX", "", "ab", "X", id="an empty catalog takes off what is ours"),
    ],
)
def test_the_playlist_becomes_what_the_catalog_says(rows, wanted, ours, afterwards):
    assert result(rows, wanted, ours) == afterwards
    assert not planned(afterwards, wanted, ours + wanted)


@pytest.mark.parametrize(
    ("rows", "wanted", "ours", "edits"),
    [
        pytest.param("", "abc", "", [Add((uri("a"), uri("b"), uri("c")), 0)], id="additions that stand together"),
        pytest.param("abcdefgh", "fghabcde", "", [Move(5, 3, 0)], id="a block, and the shorter of the two"),
        pytest.param("abc", "", "abc", [Remove((uri("a"), uri("b"), uri("c")))], id="removals together"),
        pytest.param("aXbYcde", "acdeb", "", [Move(2, 2, 7)], id="foreign rows move along inside the block"),
        pytest.param("zk", "xkyz", "", [Add((uri("x"), uri("y")), 0), Move(3, 1, 1)], id="a song moves into a batch"),
    ],
)
def test_calls_where_only_one_way_is_shortest(rows, wanted, ours, edits):
    assert list(planned(rows, wanted, ours).edits) == edits


RECORDING = {"title": "Lilium", "artists": (Artist("Kumiko Noma"),), "duration_ms": 269_000}


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        pytest.param({"isrc": "JPVI00402090"}, {"isrc": "JPVI00402090", "title": "Other"}, id="the same ISRC"),
        pytest.param(RECORDING, {**RECORDING, "duration_ms": 271_000}, id="title, artist, and length within 2 s"),
        pytest.param(RECORDING, {**RECORDING, "title": "ＬＩＬＩＵＭ "}, id="however wide its letters are"),
        pytest.param({**RECORDING, "isrc": "A"}, {**RECORDING, "isrc": "B"}, id="delivered anew under another ISRC"),
    ],
)
def test_the_same_recording_under_another_uri_is_adopted(wanted, there):
    """Adopting writes nothing; what syncer did not put there is not its own afterwards."""
    rows = [row("q", **there)]
    plan = make_plan(rows, [track("w", **wanted)], frozenset())
    assert not plan
    assert plan.standins == {uri("w"): uri("q")}
    assert after(rows, plan, frozenset()) == frozenset()


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        pytest.param(RECORDING, {**RECORDING, "duration_ms": 271_001}, id="more than 2 s longer"),
        pytest.param(RECORDING, {**RECORDING, "duration_ms": None}, id="of unknown length"),
        pytest.param(RECORDING, {**RECORDING, "title": "Lilium (Live)"}, id="another title"),
        pytest.param(RECORDING, {**RECORDING, "artists": (Artist("Someone"),)}, id="by someone else"),
        pytest.param({**RECORDING, "explicit": True}, {**RECORDING, "explicit": False}, id="the clean edition"),
        pytest.param({}, {}, id="nothing known of either but a letter"),
    ],
)
def test_another_recording_is_not_adopted(wanted, there):
    plan = make_plan([row("q", **there)], [track("w", **wanted)], frozenset())
    assert (plan.added, plan.standins) == (1, {})


def test_another_pin_replaces_what_syncer_put_there():
    """The person chose another release on purpose; the same recording under the old URI is no answer to that."""
    plan = make_plan([row("q", **RECORDING)], [track("w", **RECORDING)], frozenset({uri("q")}))
    assert (plan.added, plan.removed, plan.standins) == (1, 1, {})


def test_each_row_stands_for_one_song_only():
    plan = make_plan([row("q", **RECORDING)], [track("v", **RECORDING), track("w", **RECORDING)], frozenset())
    assert plan.standins == {uri("v"): uri("q")}
    assert plan.added == 1


def test_the_very_uri_comes_before_the_same_recording():
    rows = [row("q", **RECORDING), row("w", **RECORDING)]
    assert make_plan(rows, [track("w", **RECORDING)], frozenset()).standins == {}


def test_changes_read_in_the_playlist_s_order_with_both_places():
    plan = planned("abcde", "aexbc", "abcdex")
    assert list(plan.changes) == [
        Change("~", uri("e"), track("e"), 2, 5),
        Change("+", uri("x"), track("x"), 3, None, TAKEN_OFF),
        Change("-", uri("d"), track("d"), None, 4, NOT_WANTED),
    ]
    assert (plan.added, plan.moved, plan.removed, plan.kept) == (1, 1, 1, 3)


def test_a_copy_that_cannot_go_is_noted():
    assert '"a" stands 2 times' in planned("aba", "ab", "ab").notes[0]


@pytest.mark.parametrize(
    ("rows", "wanted", "ours", "owned"),
    [
        pytest.param("", "ab", "", "ab", id="what was added"),
        pytest.param("ab", "ab", "", "", id="not what stood there already"),
        pytest.param("ab", "a", "ab", "a", id="not what went"),
        pytest.param("a", "a", "ab", "a", id="not what the person took off and nobody wants"),
        pytest.param("a", "ab", "ab", "ab", id="what came back"),
    ],
)
def test_what_is_ours_afterwards(rows, wanted, ours, owned):
    placed = frozenset(map(uri, ours))
    assert after([row(x) for x in rows], planned(rows, wanted, ours), placed) == frozenset(map(uri, owned))


def test_ours_under_another_uri_stays_ours():
    rows = [row("q", **RECORDING)]
    placed = frozenset({uri("w")})
    assert after(rows, make_plan(rows, [track("w", **RECORDING)], placed), placed) == placed


ALPHABET = "abcdefghijklmnopqrst"


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        pytest.param(20, False, id="nothing goes"),
        pytest.param(14, False, id="30 % may go"),
        pytest.param(13, True, id="more may not"),
        pytest.param(0, True, id="an empty catalog may not"),
    ],
)
def test_a_catalog_that_shrank_by_accident_is_refused(wanted, refused):
    plan, placed = planned(ALPHABET, ALPHABET[:wanted], ALPHABET), frozenset(map(uri, ALPHABET))
    guard(plan, placed, force=True)
    if not refused:
        guard(plan, placed, force=False)
        return
    with pytest.raises(Unsafe, match=f"{20 - wanted} of the 20 songs .*--force"):
        guard(plan, placed, force=False)


def test_five_songs_may_always_go():
    guard(planned("abcde", "", "abcde"), frozenset(map(uri, "abcde")), force=False)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(Add((), 0), id="nothing to add"),
        pytest.param(Add(("x",) * 101, 0), id="more than 100"),
        pytest.param(Add(("x",), 3), id="behind the end"),
        pytest.param(Remove(()), id="nothing to remove"),
        pytest.param(Move(1, 2, 0), id="a range that ends behind the end"),
        pytest.param(Move(0, 2, 1), id="into itself"),
    ],
)
def test_an_edit_that_spotify_would_refuse_is_a_bug(edit):
    with pytest.raises(ValueError, match="does not fit"):
        applied([edit], ["a", "b"])
