"""The sandbox answers as AnimeThemes, MusicBrainz and ListenBrainz Labs, in the shapes recorded of them."""

import json

import pytest
import requests

from syncer.sandbox import Fault, Manners, Sandbox
from syncer.sandbox.knowledge.facts import mbid

AGENT = "syncer-tests/1 ( https://example.org )"
THEMES = """query($q: String!) { search(search: $q, first: 3) { anime { slug year title { romaji english native }
  synonyms { text language } animethemes(first: 60) { slug type sequence song { id title { romaji native }
    performances(first: 12) { alias as memberAlias memberAs artist { name { main native } } member { name { main } } }
    resources(first: 8) { nodes { site link } } } } } } }"""
SONGS = "query($q: String!) { search(search: $q) { songs { title { romaji } animethemes { anime { slug } } } } }"
KINDS = """query($q: String!) { search(search: $q, first: 15) { anime { slug }
  animethemes { slug song { title { romaji } } anime { slug } }
  songs { title { romaji native } } artists { slug } } }"""
DEEP = f'{{ artist(slug: "lia") {{ {"performances { song { " * 7} id {"} } " * 7} }} }}'
AOI_SHIORI = mbid("recording", "aoi-shiori")
SECRET_BASE = mbid("recording", "secret-base-10-years")


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


def graphql(sandbox, query, q="", *, headers=None, **more):
    body = {"query": query, "variables": {"q": q} if q else {}}
    headers = {"User-Agent": AGENT} | (headers or {})
    answer = requests.post(f"{sandbox.animethemes_url}/", json=body, headers=headers, timeout=10, **more)
    assert answer.status_code == 200
    return answer.json()


def musicbrainz(sandbox, path, status=200, **query):
    answer = requests.get(
        f"{sandbox.musicbrainz_url}{path}", {"fmt": "json", **query}, headers={"User-Agent": AGENT}, timeout=10
    )
    assert answer.status_code == status
    return answer.json()


def labs(sandbox, endpoint, rows, status=200):
    address = f"{sandbox.labs_url}/{endpoint}/json"
    answer = requests.post(address, json=rows, headers={"User-Agent": AGENT}, timeout=10)
    assert answer.status_code == status
    return answer.json()


def services(sandbox):
    return {
        "animethemes": ("POST", f"{sandbox.animethemes_url}/"),
        "musicbrainz": ("GET", f"{sandbox.musicbrainz_url}/recording?query=again&fmt=json"),
        "labs": ("POST", f"{sandbox.labs_url}/spotify-id-from-mbid/json"),
    }


SERVICES = ("animethemes", "musicbrainz", "labs")


@pytest.mark.parametrize("service", SERVICES)
def test_a_token_is_refused(sandbox, service):
    """Whatever Spotify gave has no business there."""
    method, address = services(sandbox)[service]
    token = sandbox.sign_in("")["access_token"]
    headers = {"User-Agent": AGENT, "Authorization": f"Bearer {token}"}
    answer = requests.request(method, address, json=[], headers=headers, timeout=10)
    assert answer.status_code == 400
    assert "no Authorization" in answer.json()["error"]
    assert token not in answer.text


@pytest.mark.parametrize(
    "agent", [None, "", "python-requests/2.32", "Python-urllib/3.11", "curl/8.0", "Mozilla/5.0 (X11)"]
)
@pytest.mark.parametrize("service", SERVICES)
def test_an_agent_without_a_name_is_turned_away(sandbox, service, agent):
    """None is what the library sends by itself."""
    method, address = services(sandbox)[service]
    headers = {} if agent is None else {"User-Agent": agent}
    assert requests.request(method, address, json=[], headers=headers, timeout=10).status_code == 403


@pytest.mark.parametrize("service", SERVICES)
def test_requests_are_remembered_and_go_wrong_on_demand(sandbox, service):
    sandbox.forget_requests()
    method, address = services(sandbox)[service]
    path = address.removeprefix(sandbox.url).partition("?")[0].rstrip("/")
    sandbox.fault(method, path, what=Fault(status=429, headers={"Retry-After": "2"}, body="<html>slow down</html>"))
    headers = {"User-Agent": AGENT}
    got = [requests.request(method, address, json=[], headers=headers, timeout=10).status_code for _ in range(2)]
    assert got == [429, 200]
    assert [(seen.method, seen.path, seen.status) for seen in sandbox.requests] == [(method, path, s) for s in got]


def test_nothing_is_written(tmp_path):
    file = tmp_path / "state.json"
    with Sandbox(state=file) as sandbox:
        labs(sandbox, "spotify-id-from-mbid", [])
    assert not file.exists()


def test_other_facts_may_be_served(tmp_path):
    file = tmp_path / "facts.jsonl"
    rows = [
        {"song": "s", "romaji": "Some Song", "native": None},
        {"series": "x", "romaji": "Xyz", "themes": [["OP", 1, "s"]]},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with Sandbox(facts=file) as sandbox:
        (found,) = graphql(sandbox, KINDS, "xyz")["data"]["search"]["animethemes"]
        assert found == {"slug": "OP1", "song": {"title": {"romaji": "Some Song"}}, "anime": {"slug": "x"}}
        assert graphql(sandbox, KINDS, "Angel Beats")["data"]["search"]["anime"] == []


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        pytest.param("Angel Beats", ["angel-beats"], id="without its sign"),
        pytest.param("ANGEL BEATS！", ["angel-beats"], id="case and width"),
        pytest.param("Angle Beats", ["angel-beats"], id="two letters changed places"),
        pytest.param("Angel Beast", ["angel-beats"], id="in another word"),
        pytest.param("Anohana", ["anohana"], id="a synonym"),
        pytest.param("あの日見た花の名前を僕達はまだ知らない", ["anohana"], id="the original title"),
        pytest.param("Your Lie in April", ["shigatsu-wa-kimi-no-uso"], id="the English title"),
        pytest.param("K-On", ["k-on", "k-on-2"], id="both seasons"),
        pytest.param("Kon", ["k-on", "k-on-2"], id="a sign left out"),
        pytest.param("Higurashi no Naku", ["higurashi-no-naku-koro-ni", "higurashi-no-naku-koro-ni-kai"], id="a part"),
        pytest.param("Qwertz", [], id="nothing of it"),
        pytest.param("Naruto Boruto", ["naruto", "naruto-shippuuden"], id="the last word is left out"),
    ],
)
def test_a_series_is_found(sandbox, asked, slugs):
    assert [each["slug"] for each in graphql(sandbox, THEMES, asked)["data"]["search"]["anime"]] == slugs


def test_a_series_tells_its_songs(sandbox):
    (series,) = graphql(sandbox, THEMES, "Anohana")["data"]["search"]["anime"]
    opening, ending = series["animethemes"]
    assert (opening["slug"], opening["song"]["title"]) == ("OP1", {"romaji": "Aoi Shiori", "native": "青い栞"})
    assert opening["song"]["resources"]["nodes"] == [
        {"site": "SPOTIFY", "link": "https://open.spotify.com/track/3fCO1n6l7yekcNRDRkoJJ4"}
    ]
    assert [(row["artist"]["name"]["native"], row["as"]) for row in ending["song"]["performances"]] == [
        ("茅野愛衣", "Meiko Honma"),
        ("戸松遥", "Naruko Anjou"),
        ("早見沙織", "Chiriko Tsurumi"),
    ]


def test_a_group_has_a_row_for_each_member(sandbox):
    (first, _) = graphql(sandbox, THEMES, "K-On")["data"]["search"]["anime"]
    rows = first["animethemes"][0]["song"]["performances"]
    assert len({row["artist"]["name"]["main"] for row in rows}) == 1
    assert [row["memberAs"] for row in rows] == ["Yui Hirasawa", "Mio Akiyama", "Ritsu Tainaka", "Tsumugi Kotobuki"]


def test_a_title_may_lack_its_original(sandbox):
    (series,) = graphql(sandbox, THEMES, "Angel Beats")["data"]["search"]["anime"]
    natives = [theme["song"]["title"]["native"] for theme in series["animethemes"]]
    assert None in natives
    assert "一番の宝物 ～Yui final ver.～" in natives


def test_a_theme_is_found_by_song_and_series_together(sandbox):
    found = graphql(sandbox, KINDS, "My Song Angel Beats")["data"]["search"]
    assert found["animethemes"] == [
        {"slug": "IN3", "song": {"title": {"romaji": "My Song"}}, "anime": {"slug": "angel-beats"}}
    ]


def test_a_song_leads_to_its_series(sandbox):
    (song,) = graphql(sandbox, SONGS, "Kimi no Shiranai Monogatari")["data"]["search"]["songs"]
    assert song["animethemes"] == [{"anime": {"slug": "bakemonogatari"}}]


@pytest.mark.parametrize(("first", "count"), [(-3, 1), (0, 15), (2, 2), (99, 15), (None, 15)])
def test_first_is_brought_into_bounds(tmp_path, first, count):
    file = tmp_path / "facts.jsonl"
    rows = [{"song": str(at), "romaji": "Same Song", "native": None} for at in range(40)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    query = "query($q: String!) { search(search: $q%s) { songs { id } } }"
    with Sandbox(facts=file) as sandbox:
        asked = query % ("" if first is None else f", first: {first}")
        assert len(graphql(sandbox, asked, "same song")["data"]["search"]["songs"]) == count


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("{ nothing }", "Cannot query field 'nothing'", id="no such field"),
        pytest.param(
            '{ search(search: "a") { anime { synonyms(first: 3) { text } } } }',
            "Unknown argument 'first'",
            id="synonyms take no first",
        ),
        pytest.param("{ search { anime { slug } } }", "of type 'String!' is required", id="an argument is missing"),
        pytest.param("{", "Syntax Error", id="no GraphQL"),
        pytest.param("", "needs a query", id="nothing"),
        pytest.param("query($q: Int!) { search(search: $q) { anime { slug } } }", "", id="a variable of another type"),
        pytest.param(
            "{ animePagination(first: 101) { data { slug } } }", "Maximum number of 100", id="too large a page"
        ),
        pytest.param(DEEP, "Max query depth should be 13 but got 14", id="too deep"),
    ],
)
def test_errors_come_with_status_200(sandbox, shared, query, told):
    answer = graphql(sandbox, query)
    recorded = json.loads((shared / "responses/second_opinion/animethemes-graphql-docs-error-200.json").read_text())
    assert not answer.get("data")
    assert told in answer["errors"][0]["message"]
    assert set(answer["errors"][0]) <= set(recorded["errors"][0])


def test_a_body_must_be_said_to_be_json(sandbox):
    headers = {"User-Agent": AGENT, "Content-Type": "text/plain"}
    assert requests.post(f"{sandbox.animethemes_url}/", data="{}", headers=headers, timeout=10).status_code == 422


def test_pages_of_series(sandbox):
    query = """{ animePagination(search: "naruto", first: 1, page: 2) { data { slug }
      paginatorInfo { total currentPage hasMorePages firstItem lastItem lastPage perPage count } }
      one: animePagination(year: 2016, slug: "orange") { data { title { native } resources { nodes { link } } } } }"""
    answer = graphql(sandbox, query)["data"]
    assert [each["slug"] for each in answer["animePagination"]["data"]] == ["naruto-shippuuden"]
    info = answer["animePagination"]["paginatorInfo"]
    assert (info["total"], info["count"], info["perPage"]) == (2, 1, 1)
    assert (info["currentPage"], info["lastPage"], info["hasMorePages"]) == (2, 2, False)
    assert (info["firstItem"], info["lastItem"]) == (2, 2)
    assert answer["one"]["data"] == [{"title": {"native": None}, "resources": {"nodes": []}}]


def test_artists_and_their_groups(sandbox):
    query = """{ artist(slug: "lisa") { groups { nodes { slug members { nodes { slug } pageInfo { total } } } }
      memberPerformances(first: 1) { memberAs song { title { romaji } } } } }"""
    found = graphql(sandbox, query)["data"]["artist"]
    assert found["groups"]["nodes"] == [
        {
            "slug": "girls-dead-monster",
            "members": {"nodes": [{"slug": "marina"}, {"slug": "lisa"}], "pageInfo": {"total": 2}},
        }
    ]
    assert found["memberPerformances"] == [{"memberAs": "Yui", "song": {"title": {"romaji": "Thousand Enemies"}}}]


def shapes(value, path=""):
    """Yield each path in a JSON value with the kind of what is there; list items share their path."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from shapes(each, f"{path}/{name}")
    elif isinstance(value, list):
        for each in value:
            yield from shapes(each, f"{path}[]")
    else:
        yield path, type(value).__name__


def recorded_shapes(shared, *names):
    found = {}
    for name in names:
        for path, kind in shapes(json.loads((shared / "responses/second_opinion" / name).read_text(encoding="utf-8"))):
            found.setdefault(path, {"NoneType"}).add(kind)
    return found


def assert_fits(answer, recorded, also=()):
    """Whether every name and kind of the answer is one that was recorded, but for those that are known otherwise."""
    ours = {(path, kind) for path, kind in shapes(answer) if path not in also}
    assert {(path, kind) for path, kind in ours if kind not in recorded.get(path, ())} == set()


@pytest.mark.parametrize("query", ['recording:"secret base"', "isrc:JPU901100501", 'recording:"you"'])
def test_a_search_looks_as_recorded(sandbox, shared, query):
    recorded = recorded_shapes(shared, "musicbrainz-search-recording-list.json")
    answer = musicbrainz(sandbox, "/recording", query=query)
    below = "/recordings[]"
    assert answer["recordings"]
    assert_fits(
        answer,
        recorded
        | {
            f"{below}/artist-credit[]/artist/aliases[]/{name}": {"str", "bool", "NoneType"}
            for name in ("locale", "primary")
        },
        {  # the recorded artist is credited alone and by his name, and the recording needs no comment
            f"{below}/artist-credit[]/name",
            f"{below}/artist-credit[]/joinphrase",
            f"{below}/artist-credit[]/artist/disambiguation",
            f"{below}/disambiguation",
            f"{below}/releases[]/release-group/title",
        },
    )


def test_a_recording_looks_as_recorded(sandbox, shared):
    names = (
        "musicbrainz-lookup-picard-recording-artist-aliases-locales.json",
        "musicbrainz-lookup-picard-recording.json",
    )
    recorded = recorded_shapes(shared, *names, "musicbrainz-server-test-recording-inc-releases.json")
    inc = "artist-credits isrcs aliases releases work-rels work-level-rels url-rels artist-rels"
    answer = musicbrainz(sandbox, f"/recording/{SECRET_BASE}", inc=inc)
    assert answer["artist-credit"][0]["artist"]["type"] == "Character"
    assert answer["isrcs"] == ["JPE301100621"]
    also = {path for path, _ in shapes(answer) if path.startswith(("/relations[]/work", "/relations[]/url"))}
    assert_fits(answer, recorded, also)


def test_a_lookup_has_what_is_asked_for(sandbox, shared):
    plain = musicbrainz(sandbox, f"/recording/{AOI_SHIORI}")
    recorded = json.loads((shared / "responses/second_opinion/musicbrainz-server-test-isrc-lookup.json").read_text())
    assert set(plain) == set(recorded["recordings"][0])
    by_isrc = musicbrainz(sandbox, "/isrc/JPU901100501")
    assert set(by_isrc) == set(recorded)
    assert by_isrc["recordings"] == [plain]
    assert "artist-credit" in musicbrainz(sandbox, "/isrc/JPU901100501", inc="artist-credits")["recordings"][0]


def test_a_work_leads_to_its_recordings(sandbox):
    (work,) = musicbrainz(sandbox, "/work", query='alias:"dear you"', limit="3")["works"]
    assert (work["title"], work["score"]) == ("you", 100)
    (found,) = [each["recording"] for each in work["relations"] if each["type"] == "performance"]
    browsed = musicbrainz(sandbox, "/recording", work=work["id"], inc="artist-credits")
    assert (browsed["recording-count"], browsed["recordings"][0]["id"]) == (1, found["id"])
    assert browsed["recordings"][0]["artist-credit"][0]["name"] == "癒月"
    looked_up = musicbrainz(sandbox, f"/work/{work['id']}", inc="aliases+recording-rels+artist-rels")
    assert looked_up["aliases"][0]["name"] == "Dear You"
    assert [each["target-type"] for each in looked_up["relations"]] == ["artist", "recording"]


def test_an_artist_is_found_under_other_names(sandbox):
    (found,) = musicbrainz(sandbox, "/artist", query='alias:"Hikaru Utada" OR sortname:"Utada, Hikaru"')["artists"]
    assert (found["name"], found["sort-name"]) == ("宇多田ヒカル", "Utada, Hikaru")
    looked_up = musicbrainz(sandbox, f"/artist/{found['id']}", inc="aliases")
    assert {alias["locale"] for alias in looked_up["aliases"]} == {"en"}
    assert musicbrainz(sandbox, "/recording", query=f"arid:{found['id']} AND recording:光")["count"] == 1


def test_aliases_of_artists_are_not_in_the_index_of_recordings(sandbox):
    assert musicbrainz(sandbox, "/recording", query='artist:"Hikaru Utada"')["count"] == 0


def test_pages_of_recordings(sandbox):
    everything = musicbrainz(sandbox, "/recording", query="video:false", limit="100")
    some = musicbrainz(sandbox, "/recording", query="video:false", limit="2", offset="3")
    assert (some["count"], some["offset"]) == (everything["count"], 3)
    assert some["recordings"] == everything["recordings"][3:5]
    assert len(musicbrainz(sandbox, "/recording", query="video:false")["recordings"]) == 25


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        pytest.param("/recording", {"query": "Angel Beats!"}, 400, id="a sign that is not escaped"),
        pytest.param("/recording", {}, 400, id="no query"),
        pytest.param("/recording/1", {}, 400, id="no MBID"),
        pytest.param("/recording/{}".format(mbid("recording", "nothing")), {}, 404, id="unknown"),
        pytest.param(f"/artist/{AOI_SHIORI}", {}, 404, id="of another kind"),
        pytest.param(f"/recording/{AOI_SHIORI}", {"inc": "nonsense"}, 400, id="an inc that there is not"),
        pytest.param("/isrc/1", {}, 400, id="no ISRC"),
        pytest.param("/isrc/JPX000000000", {}, 404, id="an unknown ISRC"),
        pytest.param("/label", {"query": "a"}, 404, id="what is not served"),
        pytest.param("/recording", {"query": "a", "fmt": "xml"}, 406, id="XML"),
    ],
)
def test_musicbrainz_refuses(sandbox, path, query, status):
    assert set(musicbrainz(sandbox, path, status, **query)) == {"error", "help"}


def test_musicbrainz_may_want_a_pause():
    now = [0.0]
    with Sandbox(manners=Manners(musicbrainz_pause=1.0), clock=lambda: now[0]) as sandbox:
        musicbrainz(sandbox, "/recording", query="again")
        now[0] += 0.9
        assert "rate limit" in musicbrainz(sandbox, "/recording", 503, query="again")["error"]
        now[0] += 1.1
        musicbrainz(sandbox, "/recording", query="again")


def test_labs_map_recordings_to_tracks(sandbox, shared):
    unknown, none = mbid("recording", "nothing"), mbid("recording", "you-yuduki")
    rows = labs(sandbox, "spotify-id-from-mbid", [{"recording_mbid": each} for each in (AOI_SHIORI, unknown, none)])
    assert [row["recording_mbid"] for row in rows] == [AOI_SHIORI, none]
    assert rows[0]["spotify_track_ids"] == ["3fCO1n6l7yekcNRDRkoJJ4", "sandbox000000000000090"]
    assert rows[1]["spotify_track_ids"] == []
    recorded = json.loads((shared / "responses/second_opinion/listenbrainz-labs-spotify-id-bodies.json").read_text())
    assert set(rows[0]) - {"recording_mbid"} == set(recorded[2][0])


def test_labs_map_names_to_tracks(sandbox):
    asked = {"artist_name": "galileo galilei", "release_name": "", "track_name": "青い栞"}
    found, missed = labs(sandbox, "spotify-id-from-metadata", [asked, {**asked, "track_name": "Aoi Shiori"}])
    assert found == {**asked, "spotify_track_ids": ["3fCO1n6l7yekcNRDRkoJJ4", "sandbox000000000000090"]}
    assert missed["spotify_track_ids"] == []


@pytest.mark.parametrize("rows", [{}, [1], [{"recording_mbid": "1"}], [{}]], ids=str)
def test_labs_refuse(sandbox, rows):
    assert "error" in labs(sandbox, "spotify-id-from-mbid", rows, 400)


def test_labs_have_nothing_else(sandbox):
    labs(sandbox, "mbid-mapping", [], 404)
