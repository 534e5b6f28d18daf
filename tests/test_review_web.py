"""A review on a page, in a real browser against a real process; catalog and lock are read afterwards."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from syncer import lock as locks
from syncer.cli import app
from syncer.matching.resolve import remembered
from syncer.model import Answer, Song
from syncer.outcomes import CHOSEN, PINNED
from syncer.sandbox import Fault, Sandbox
from syncer.session import opened

CATALOG, LOCK = Path("catalog.toml"), Path("catalog.lock")
PATIENCE = 60
"""Seconds after which a test has failed; nothing waits for them otherwise."""
expect.set_options(timeout=PATIENCE * 1000)
ZONE = "spotify:track:sandbox000000000000051"
GDM = "spotify:track:sandbox000000000000023"
AIMER = "spotify:track:3yyygrZ3m9dHsqeDx0QaFU"
SECRET_BASE, KATAOMOI = Song("Secret Base", ("Anohana",)), Song("Kataomoi", ("Chara",))
MY_SONG, CROW_SONG = Song("My Song", ("Angel Beats",)), Song("Crow Song", ("Angel Beats",))
TITLES = ["My Song", "Secret Base", "Crow Song", "Kataomoi"]


COVER = "https://i.scdn.co/image/ab67616d00004851"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)


class Review:
    """``syncer review --web`` as somebody runs it who is at no terminal."""

    def __init__(self, *words, browser=False):
        paths = {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "syncer", "review", "--web", *([] if browser else ["--no-browser"]), *words],
            env={**os.environ, **paths},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.address = self.process.stdout.readline().strip()
        self.home = self.address.partition("?")[0]

    def ends(self):
        """Wait for its end; return the exit status, and what it said on stderr."""
        out, said = self.process.communicate(timeout=PATIENCE)
        assert out == ""
        assert "token" not in said
        return self.process.returncode, said


@pytest.fixture
def review():
    """Return what starts a review; it is over at the end of the test."""
    started = []

    def start(*words, **more):
        started.append(Review(*words, **more))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.communicate()


def write(*songs):
    entries = "".join(f'\n[[songs]]\ntitle = "{song.title}"\nartist = "{song.artists[0]}"\n' for song in songs)
    CATALOG.write_text(f'# mine\n[playlist]\nname = "Mine"\n{entries}', encoding="utf-8")


def push(*words):
    done = CliRunner().invoke(app, ["push", *words])
    assert done.exit_code == 0, done.output


@pytest.fixture
def pushed(sandbox):
    """Push a catalog of which four songs wait, two of them for the same answer."""
    write(Song("again", ("YUI",)), MY_SONG, SECRET_BASE, CROW_SONG, KATAOMOI)
    push()
    sandbox.forget_requests()


@pytest.fixture
def at_table(pushed, review, page):
    """Show the review of that catalog, and note whom the page asks for anything."""
    page.asked = set()
    page.on("request", lambda request: page.asked.add(request.url.partition("/")[2].partition("/")[2].split("/")[0]))
    return arrived(page, review())


def arrived(page, review):
    page.goto(review.address)
    page.wait_for_url(review.home)
    page.review = review
    return page


def lock():
    return locks.load(LOCK)


def record():
    return json.loads(Path("catalog.report.json").read_text(encoding="utf-8"))


def shows(page, titles):
    """Wait until the page has these songs, in this order."""
    expect(page.locator(".song .top h2, .song .ask b")).to_have_text(titles)


def song(page, title):
    return page.locator(".song", has=page.get_by_role("heading", name=title, exact=True))


def take(page, title, uri):
    """Press the button of a candidate, unfolding what hides it."""
    card = song(page, title)
    if (more := card.get_by_text(re.compile(r"^\d+ more$"))).count():
        more.click()
    card.locator("form", has=page.locator(f"[value='{uri}']")).get_by_role("button").click()


def said(page):
    """Return what the last button did, once the page is ready for keys."""
    return page.locator("html.script #reply")


def focused(page):
    return page.evaluate("document.activeElement.textContent")


def searches(sandbox):
    return [seen.path for seen in sandbox.requests].count("/v1/search")


def test_a_catalog_of_seventeen_songs_is_settled_and_pushed_on_the_page(review, page):
    """From the first push to every song settled, with few clicks, and without an account."""
    CATALOG.write_text((Path(__file__).parents[1] / "catalog.toml").read_text(encoding="utf-8"), encoding="utf-8")
    push("--sandbox")
    waiting = sum(each["status"] in {"unsure", "unmatched"} for each in record()["songs"])
    arrived(page, review("--sandbox"))
    expect(page.locator(".standing")).to_contain_text(f"0 of {waiting} settled")
    clicks = 0
    while page.locator(".song").count():
        card = page.locator(".song").first
        answer = card.get_by_role("button", name="series")
        taken = card.locator(".take").get_by_role("button")
        absent = card.get_by_role("button", name="Not on Spotify")
        button = answer if answer.count() else taken.first if card.get_by_text("? unsure").count() else absent
        with page.expect_navigation():
            button.click()
        clicks += 1
    assert clicks <= 2 * waiting
    expect(page.get_by_role("heading", name="Every song is settled")).to_be_focused()
    expect(page.locator(".standing")).to_contain_text(f"{waiting} of {waiting} settled")
    page.get_by_role("main").get_by_role("button", name="Push now").last.click()
    expect(page.get_by_role("heading", name="This is what a push changes")).to_be_focused()
    page.get_by_role("button", name="Push", exact=True).click()
    expect(page.get_by_role("heading", name="Pushed")).to_be_focused()
    page.close()
    status, told = page.review.ends()
    assert status == 0
    assert f"{waiting} songs settled" in told
    assert "syncer push" not in told
    assert {each["status"] for each in record()["songs"]} == {"matched", "absent"}
    kept = locks.load(CATALOG.with_suffix(".sandbox.lock"))
    assert len(kept.pins) + len(kept.absent) == 17
    assert [pin.track.uri for pin in kept.pins.values()] == list(kept.playlist.placed)
    push("--sandbox")
    assert record()["requests"] == {"search": 0, "read": 1, "write": 0}


def test_the_page_shows_what_is_open_and_can_show_the_rest(at_table, sandbox):
    expect(at_table.get_by_role("heading", level=1)).to_have_text("Mine")
    shows(at_table, TITLES)
    expect(song(at_table, "Kataomoi")).to_contain_text("two songs fit nearly as well", ignore_case=True)
    expect(song(at_table, "Kataomoi")).to_contain_text("line 21")
    at_table.get_by_role("link", name="all 5").click()
    shows(at_table, ["again", *TITLES])
    at_table.get_by_role("link", name="decided now 0").click()
    expect(at_table.get_by_text("Nothing has been decided")).to_be_visible()
    at_table.get_by_role("link", name="open 4").click()
    shows(at_table, TITLES)
    assert at_table.asked == {at_table.review.home.split("/")[2]}
    assert searches(sandbox) == 0


def test_decisions_are_saved_as_they_are_made_and_can_be_taken_back(at_table, sandbox):
    before = LOCK.read_bytes()
    take(at_table, "Secret Base", ZONE)
    expect(said(at_table)).to_contain_text("“Secret Base” is secret base")
    assert lock().pin(SECRET_BASE).how == CHOSEN
    at_table.get_by_role("button", name="Neither").click()
    song(at_table, "Kataomoi").get_by_role("button", name="Not on Spotify").click()
    expect(said(at_table)).to_have_text("“Kataomoi” is not on Spotify.")
    assert lock().is_absent(KATAOMOI)
    expect(at_table.locator(".standing")).to_contain_text("2 of 4 settled")
    at_table.get_by_role("link", name="decided now 2").click()
    shows(at_table, ["Secret Base", "Kataomoi"])
    at_table.get_by_role("button", name="Undo what was done about Secret Base").click()
    expect(said(at_table)).to_have_text("“Secret Base” is open again.")
    assert lock().pin(SECRET_BASE) is None
    assert lock().is_absent(KATAOMOI)
    at_table.get_by_role("button", name="Undo what was done about Kataomoi").click()
    expect(said(at_table)).to_have_text("“Kataomoi” is open again.")
    assert LOCK.read_bytes() == before
    assert sandbox.requests == ()


def test_what_a_name_stands_for_settles_other_songs_too(at_table):
    take(at_table, "My Song", GDM)
    expect(at_table.get_by_role("heading", name="What is “Angel Beats”?")).to_be_focused()
    at_table.get_by_role("button", name="The series that this song is from").click()
    expect(said(at_table)).to_contain_text("That settles “Crow Song” too: Crow Song · Girls Dead Monster")
    assert focused(at_table) == "Secret Base"
    shows(at_table, ["Secret Base", "Kataomoi"])
    assert lock().alias("series", "angel beats").standing == "confirmed"
    assert lock().pin(CROW_SONG).chosen_by == "search"
    at_table.get_by_role("button", name="Undo").click()
    expect(said(at_table)).to_have_text("“My Song” is open again.")
    assert (lock().aliases, lock().pin(CROW_SONG)) == ({}, None)


def test_other_words_cost_a_search_and_bring_other_candidates(at_table, sandbox):
    card = song(at_table, "Kataomoi")
    card.get_by_text("Search with other words").click()
    expect(card.get_by_text("costs one search")).to_be_visible()
    card.get_by_role("searchbox").fill("カタオモイ")
    card.get_by_role("searchbox").press("Enter")
    expect(said(at_table)).to_have_text("This is what Spotify has for “カタオモイ”.")
    assert searches(sandbox) == 1
    expect(song(at_table, "Kataomoi").locator("q")).to_have_text("カタオモイ")
    song(at_table, "Kataomoi").get_by_role("button", name="Show what there was before").click()
    expect(song(at_table, "Kataomoi").locator("q")).to_have_count(0)
    assert lock().pin(KATAOMOI) is None


def test_what_spotify_does_not_allow_is_said_with_its_time(at_table, sandbox):
    sandbox.fault("GET", "/v1/search", what=Fault(status=429, headers={"Retry-After": "7200"}))
    card = song(at_table, "Kataomoi")
    card.get_by_text("Search with other words").click()
    card.get_by_role("searchbox").fill("another")
    card.get_by_role("button", name="Search", exact=True).click()
    expect(said(at_table)).to_contain_text(re.compile(r"\d\d:\d\d"))
    shows(at_table, TITLES)


def test_a_link_can_be_pasted(at_table):
    card = song(at_table, "Kataomoi")
    card.get_by_text("Paste a link").click()
    card.get_by_role("textbox", name="Link of the track").fill("https://example.org/")
    card.get_by_role("button", name="Take it").click()
    expect(said(at_table)).to_contain_text("That is no track's link")
    card = song(at_table, "Kataomoi")
    card.get_by_text("Paste a link").click()
    card.get_by_role("textbox", name="Link of the track").fill(f"https://open.spotify.com/track/{AIMER[14:]}?si=1")
    card.get_by_role("button", name="Take it").click()
    expect(said(at_table)).to_contain_text("“Kataomoi” is Kataomoi · Aimer")
    assert lock().pin(KATAOMOI).track.uri == AIMER


def test_a_decision_can_be_owned_in_the_catalog(at_table):
    before = CATALOG.read_bytes()
    own = at_table.get_by_role("switch", name="Write into the catalog")
    own.click()
    expect(own).to_be_checked()
    take(at_table, "Secret Base", ZONE)
    at_table.get_by_role("button", name="Neither").click()
    song(at_table, "Kataomoi").get_by_role("button", name="Not on Spotify").click()
    text = CATALOG.read_text(encoding="utf-8")
    assert text.startswith("# mine\n")
    assert f'artist = "Anohana"\nuri = "{ZONE}"\n' in text
    assert text.endswith('artist = "Chara"\nabsent = true\n')
    assert lock().pin(SECRET_BASE).how == PINNED
    own.click()
    expect(own).not_to_be_checked()
    at_table.get_by_role("link", name="decided now 2").click()
    for title in ("Kataomoi", "Secret Base"):
        at_table.get_by_role("button", name=f"Undo what was done about {title}").click()
        expect(said(at_table)).to_have_text(f"“{title}” is open again.")
    assert CATALOG.read_bytes() == before


def test_a_song_that_was_matched_can_be_changed(at_table):
    before = LOCK.read_bytes()
    at_table.get_by_role("link", name="all 5").click()
    at_table.get_by_role("button", name="Change again").click()
    card = song(at_table, "again")
    expect(card).to_contain_text("It is again · YUI now")
    card.get_by_role("button", name="Leave it as it is").click()
    expect(at_table.locator(".row", has_text="again").get_by_role("button", name="Change")).to_be_visible()
    at_table.get_by_role("button", name="Change again").click()
    song(at_table, "again").get_by_role("button", name="Not on Spotify").click()
    expect(said(at_table)).to_contain_text("“again” is not on Spotify")
    assert lock().is_absent(Song("again", ("YUI",)))
    at_table.get_by_role("button", name="Undo what was done about again").first.click()
    expect(said(at_table)).to_have_text("“again” is as it was.")
    assert LOCK.read_bytes() == before


def test_a_whole_sitting_with_the_keyboard_alone(at_table):
    at_table.keyboard.press("n")
    assert focused(at_table) == "My Song"
    at_table.keyboard.press("n")
    at_table.keyboard.press("n")
    assert focused(at_table) == "Crow Song"
    at_table.keyboard.press("b")
    assert focused(at_table) == "Secret Base"
    at_table.keyboard.press("a")
    expect(said(at_table)).to_have_text("“Secret Base” is not on Spotify.")
    assert focused(at_table) == "Crow Song"
    at_table.keyboard.press("u")
    expect(said(at_table)).to_have_text("“Secret Base” is open again.")
    assert focused(at_table) == "Secret Base"
    at_table.keyboard.press("1")
    expect(said(at_table)).to_contain_text("“Secret Base” is ")
    expect(at_table.get_by_role("heading", name="What is “Anohana”?")).to_be_focused()
    at_table.keyboard.press("3")
    expect(said(at_table)).to_have_text("“Anohana” counts for this song alone.")
    at_table.keyboard.press("s")
    at_table.keyboard.type("1a")  # words, no keys
    at_table.keyboard.press("Escape")
    assert focused(at_table) == "Crow Song"
    assert lock().pin(SECRET_BASE).chosen_by == "person"
    assert not lock().is_absent(CROW_SONG)


def test_a_push_shows_its_plan_first_and_then_how_far_it_is(at_table, sandbox):
    before = record()
    take(at_table, "Secret Base", ZONE)
    at_table.get_by_role("button", name="Neither").click()
    at_table.get_by_role("button", name="Push now").click()
    expect(at_table.get_by_role("heading", name="This is what a push changes")).to_be_focused()
    expect(at_table.get_by_role("list", name="Changes")).to_contain_text("secret base")
    assert record() == before
    assert len(sandbox.playlists()[0].rows) == 1
    looked = threading.Event()
    sandbox.fault("POST", "/v1/playlists/.*", what=Fault(call=lambda: looked.wait(PATIENCE)))
    at_table.get_by_role("button", name="Push", exact=True).click()
    expect(at_table.get_by_role("heading", name="Pushing")).to_be_visible()
    expect(at_table.get_by_role("status").first).to_contain_text("Comparing with the playlist")
    at_table.goto(at_table.review.home)
    expect(at_table.get_by_text("A push is at work")).to_be_visible()
    written = LOCK.read_bytes()
    song(at_table, "Kataomoi").get_by_role("button", name="Not on Spotify").click()
    expect(said(at_table)).to_contain_text("nothing was written")
    assert LOCK.read_bytes() == written
    at_table.get_by_role("link", name="See how far it is").click()
    looked.set()
    expect(at_table.get_by_role("heading", name="Pushed")).to_be_focused()
    expect(at_table.get_by_role("list", name="What was changed")).to_contain_text("secret base")
    assert [row.uri for row in sandbox.playlists()[0].rows][1] == ZONE
    with at_table.expect_popup() as opened:
        at_table.get_by_role("link", name="Read the report").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Mine")
    expect(opened.value.locator("[data-status=matched]")).to_have_count(2)
    at_table.get_by_role("link", name="Back to the songs").click()
    shows(at_table, ["My Song", "Crow Song", "Kataomoi"])


def test_a_plan_is_dropped_by_the_next_decision(at_table, page):
    at_table.get_by_role("button", name="Push now").click()
    expect(at_table.get_by_role("heading", name="There is nothing to change")).to_be_focused()
    at_table.reload()
    expect(at_table.get_by_role("heading", name="There is nothing to change")).to_be_focused()
    other = at_table.context.new_page()
    other.goto(at_table.review.home)
    song(other, "Kataomoi").get_by_role("button", name="Not on Spotify").click()
    at_table.get_by_role("button", name="Push all the same").click()
    expect(said(at_table)).to_contain_text("That plan holds no longer")


def test_what_may_destroy_much_is_not_pushed_from_the_page(sandbox, review, page):
    songs = [("again", "YUI"), ("Lilium", "Kumiko Noma"), ("Orange", "7!!"), ("Departures", "EGOIST")]
    songs += [("Aoi Shiori", "Galileo Galilei"), ("Dango Daikazoku", "Chata"), ("Last Train Home", "Pat Metheny Group")]
    write(*(Song(title, (artist,)) for title, artist in songs))
    push()
    rows = list(sandbox.playlists()[0].rows)
    assert len(rows) == 7
    write(Song("again", ("YUI",)))
    arrived(page, review())
    expect(page.get_by_role("heading", name="Nothing is open")).to_be_visible()
    page.get_by_role("button", name="Push now").first.click()
    expect(page.get_by_role("heading", name="This is what a push changes")).to_be_visible()
    page.get_by_role("button", name="Push", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("--force")
    expect(page.get_by_text("do it on the command line")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    assert sandbox.playlists()[0].rows == rows


def test_a_sign_in_that_has_ended_is_said_with_what_to_do(at_table, sandbox, home):
    sandbox.revoke()
    at_table.get_by_role("button", name="Push now").click()
    expect(at_table.get_by_role("alert").first).to_contain_text("syncer login")
    at_table.get_by_role("button", name="Try again").click()
    expect(at_table.get_by_role("alert").first).to_contain_text("syncer login")


def test_without_script_it_works_as_forms(pushed, review, browser):
    context = browser.new_context(java_script_enabled=False)
    page = arrived(context.new_page(), review())
    song(page, "Kataomoi").get_by_role("button", name="Not on Spotify").click()
    expect(page.locator("#reply")).to_have_text("“Kataomoi” is not on Spotify.")
    expect(page.get_by_role("heading", name="My Song")).to_be_focused()
    page.get_by_role("button", name="Undo what was done about Kataomoi").click()
    assert not lock().is_absent(KATAOMOI)
    take(page, "Secret Base", ZONE)
    page.get_by_role("button", name="Neither").click()
    page.get_by_role("button", name="Push now").click()
    page.get_by_role("button", name="Push", exact=True).click()
    expect(page.get_by_role("heading", name="Pushed")).to_be_visible()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("1 of 4 settled, and saved")).to_be_visible()
    context.close()
    assert page.review.ends()[0] == 0


HOSTILE = [
    "<script>document.title = 'x'</script>",
    '"><img src=https://evil.example/ onerror=alert(1)>',
    "</title></style></script><h1>x",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp; javascript:alert(1)",
    "\u202egnirts\u2066 \x07 x",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_text_and_nothing_else(title, tmp_path, monkeypatch, sign_in, review, page):
    """Whoever uploads music writes titles, and a catalog may come from anywhere."""
    library = tmp_path / "library.jsonl"
    more = {"artists": [title], "album": title, "album_type": "album", "release_date": "2020", "duration_ms": 200_000}
    lines = [{"id": f"{number:022}", "name": f"{title} findme", "popularity": 1, **more} for number in range(2)]
    library.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    name = json.dumps("".join(c for c in title if c != "\x07"))
    CATALOG.write_text(
        f'[playlist]\nname = {name}\n[[songs]]\ntitle = {name}\nartist = "x {name[1:-1]}"\n', encoding="utf-8"
    )
    seen = set()
    page.on("request", lambda request: seen.add(request.url.split("/")[2]))
    with Sandbox(library=library) as sandbox:
        monkeypatch.setenv("SYNCER_API_URL", sandbox.api_url)
        monkeypatch.setenv("SYNCER_ACCOUNTS_URL", sandbox.accounts_url)
        monkeypatch.setenv("SPOTIPY_CLIENT_ID", "client")
        monkeypatch.setenv("SPOTIPY_REDIRECT_URI", "http://127.0.0.1/callback")
        sign_in()
        arrived(page, review())
        card = page.locator(".song").first
        card.get_by_text("Search with other words").click()
        card.get_by_role("searchbox").fill("findme")
        card.get_by_role("button", name="Search", exact=True).click()
        visible = " ".join(re.sub("[\u202e\u2066\x07]", "", title).split())
        expect(page.locator("h1")).to_have_text(visible)
        expect(page.locator(".candidate bdi").first).to_have_text(f"{visible} findme")
        page.locator(".candidate").first.get_by_role("button").click()
        expect(said(page)).to_contain_text(f"{visible} findme")
        assert page.locator("img").count() == 0
        assert page.locator("h1").count() == 1
        assert page.title().endswith(visible)
        assert seen == {page.review.home.split("/")[2]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(at_table, scheme):
    at_table.set_viewport_size({"width": 360, "height": 740})
    at_table.emulate_media(color_scheme=scheme)
    fits = "document.documentElement.scrollWidth <= 360"
    at_table.locator("details").evaluate_all(
        "all => all.forEach(each => { each.removeAttribute('name'); each.open = 1 })"
    )
    assert at_table.evaluate(fits)
    take(at_table, "My Song", GDM)
    expect(at_table.get_by_role("heading", name="What is “Angel Beats”?")).to_be_visible()
    assert at_table.evaluate(fits)
    at_table.get_by_role("button", name="The series that this song is from").click()
    expect(said(at_table)).to_contain_text("That settles")
    assert at_table.evaluate(fits)
    at_table.get_by_role("link", name="all 5").click()
    expect(at_table.get_by_role("heading", name="All songs")).to_be_attached()
    assert at_table.evaluate(fits)
    at_table.get_by_role("button", name="Push now").click()
    expect(at_table.get_by_role("heading", name="This is what a push changes")).to_be_visible()
    assert at_table.evaluate(fits)


def test_everything_on_it_has_a_name_and_a_place_of_its_own(at_table):
    """So that a screen reader can say what it is, and a link can lead to it."""

    def check():
        ids = at_table.locator("[id]").evaluate_all("all => all.map(each => each.id)")
        assert sorted(set(ids)) == sorted(ids)
        nameless = """all => all.filter(each => !(each.textContent.trim() || each.labels?.length)).length"""
        assert at_table.locator("a, button, summary, input:not([type=hidden])").evaluate_all(nameless) == 0
        assert at_table.locator("h1").count() == 1

    check()
    take(at_table, "My Song", GDM)
    expect(at_table.get_by_role("heading", name="What is “Angel Beats”?")).to_be_focused()
    check()
    at_table.get_by_role("link", name="all 5").click()
    expect(at_table.get_by_role("heading", name="All songs")).to_be_attached()
    check()
    at_table.get_by_role("button", name="Push now").click()
    expect(at_table.get_by_role("heading", name="This is what a push changes")).to_be_visible()
    check()


def test_it_ends_when_its_last_page_is_closed_and_not_before(at_table):
    at_table.reload()
    other = at_table.context.new_page()
    other.goto(at_table.review.home)
    other.close()
    song(at_table, "Kataomoi").get_by_role("button", name="Not on Spotify").click()
    expect(said(at_table)).to_have_text("“Kataomoi” is not on Spotify.")
    at_table.close()
    status, told = at_table.review.ends()
    assert status == 0
    assert "its page was closed" in told
    assert "1 song settled (1 not on Spotify), 3 open" in told
    assert "syncer review --web" in told
    assert "To bring it onto the playlist: syncer push" in told


def test_it_ends_when_the_person_has_finished(at_table):
    at_table.get_by_role("button", name="Finish").click()
    expect(at_table.get_by_text("You can close this page")).to_be_visible()
    assert at_table.review.ends()[0] == 0


def test_it_ends_at_an_interruption_and_says_what_was_settled(at_table):
    song(at_table, "Kataomoi").get_by_role("button", name="Not on Spotify").click()
    expect(said(at_table)).to_have_text("“Kataomoi” is not on Spotify.")
    at_table.goto("about:blank")
    at_table.review.process.send_signal(signal.SIGINT)
    status, told = at_table.review.ends()
    assert status == 0
    assert "1 song settled" in told
    assert "Traceback" not in told


def test_a_push_is_not_cut_off_by_the_end_of_the_review(at_table, sandbox):
    begun, go_on = threading.Event(), threading.Event()
    take(at_table, "Secret Base", ZONE)
    at_table.get_by_role("button", name="Push now").click()
    sandbox.fault("POST", "/v1/playlists/.*", what=Fault(call=lambda: begun.set() or go_on.wait(PATIENCE)))
    at_table.get_by_role("button", name="Push", exact=True).click()
    assert begun.wait(PATIENCE)
    at_table.goto("about:blank")
    at_table.review.process.send_signal(signal.SIGINT)
    told = iter(at_table.review.process.stderr.readline, "")
    assert any("A push is at work" in line for line in told)
    go_on.set()
    status, rest = at_table.review.ends()
    assert status == 0
    assert "syncer push" not in rest
    assert [row.uri for row in sandbox.playlists()[0].rows][1] == ZONE
    assert record()["songs"][2]["status"] == "matched"


def test_the_browser_is_opened(pushed, review, tmp_path, monkeypatch):
    pipe, browser = tmp_path / "pipe", tmp_path / "browser.py"
    os.mkfifo(pipe)
    browser.write_text(f"import sys; open({str(pipe)!r}, 'w').write(sys.argv[1])", encoding="utf-8")
    monkeypatch.setenv("BROWSER", f"{sys.executable} {browser} %s")
    started = review(browser=True)
    assert pipe.read_text(encoding="utf-8") == started.address
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", started.address)


def test_no_page_holds_what_signs_in_to_spotify(at_table, home):
    token = json.loads((home / "token.json").read_text(encoding="utf-8"))
    secrets = [str(value) for name, value in token.items() if "token" in name and value]
    assert len(secrets) >= 2
    at_table.get_by_role("button", name="Push now").click()
    expect(at_table.get_by_role("heading", name="There is nothing to change")).to_be_visible()
    pages = [at_table.content()]
    for path in ("", "?show=all", "?show=decided", "report", "style.css", "script.js"):
        at_table.goto(at_table.review.home + path)
        pages.append(at_table.content())
    assert not [secret for secret in secrets for page in pages if secret in page]


def test_a_long_list_comes_in_parts_and_each_song_can_be_decided(sandbox, review, page):
    write(*(Song(f"Kataomoi {number}", ("Chara",)) for number in range(90)))
    arrived(page, review())
    expect(page.get_by_text("1 to 40 of 90")).to_be_visible()
    page.get_by_role("link", name="Later").click()
    expect(page.get_by_text("41 to 80 of 90")).to_be_visible()
    with page.expect_navigation():
        song(page, "Kataomoi 60").get_by_role("button", name="Not on Spotify").click()
    expect(page.get_by_role("heading", name="Kataomoi 61")).to_be_focused()
    assert lock().is_absent(Song("Kataomoi 60", ("Chara",)))


def test_covers_that_are_allowed_come_from_spotify_s_host_alone(pushed, review, page, monkeypatch):
    monkeypatch.setenv("SYNCER_COVERS", "true")
    with opened(sandbox=False, tell=print) as session:
        for query, answer in remembered(KATAOMOI, session).answers:
            session.answers.keep(query, Answer(tuple(replace(track, image=COVER) for track in answer.tracks)))
    seen = set()
    page.route(re.compile("^https:"), lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    page.on("request", lambda request: seen.add(request.url.partition("//")[2].partition("/")[0]))
    arrived(page, review())
    page.locator("img").first.scroll_into_view_if_needed()
    expect(page.locator("img").first).to_have_js_property("naturalWidth", 1)
    assert seen == {"i.scdn.co", page.review.home.split("/")[2]}


def test_another_browser_does_not_come_in(at_table, browser):
    context = browser.new_context()
    page = context.new_page()
    assert page.goto(at_table.review.address).status == 403
    expect(page.get_by_text("syncer review --web")).to_be_visible()
    assert page.goto(at_table.review.home).status == 403
    context.close()


def test_another_page_in_the_same_browser_cannot_decide(at_table, sandbox):
    """A form of another port of this machine, which the cookie goes with, and one that has even stolen the secret."""
    secret = at_table.evaluate("document.body.dataset.secret")
    here = at_table.locator("input[name=song]").first.get_attribute("value")
    form = (
        f'<form method="post" action="{at_table.review.home}absent" target="_blank"><button>Send</button>'
        f'<input name="secret" value="{secret}"><input name="song" value="{here}"></form>'
    )
    evil = at_table.context.browser.new_context()
    evil.add_cookies(at_table.context.cookies())
    other = evil.new_page()
    other.route(re.compile("evil"), lambda route: route.fulfill(body=form, content_type="text/html"))
    other.goto(f"{sandbox.accounts_url}/evil")
    before = LOCK.read_bytes()
    with other.expect_popup() as opened:
        other.get_by_role("button").click()
    expect(opened.value.get_by_text("This was asked for by another page")).to_be_visible()
    assert LOCK.read_bytes() == before
    evil.close()


def test_a_catalog_that_breaks_meanwhile_is_said_and_nothing_is_lost(at_table, browser):
    good = CATALOG.read_text(encoding="utf-8")
    CATALOG.write_text(good + "[[songs]\n", encoding="utf-8")
    song(at_table, "Kataomoi").get_by_role("button", name="Not on Spotify").click()
    expect(at_table.get_by_text("not valid TOML")).to_be_visible()
    CATALOG.write_text(good, encoding="utf-8")
    at_table.goto(at_table.review.home)
    shows(at_table, TITLES)


def test_the_extra_that_is_lacking_is_named(pushed, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = CliRunner().invoke(app, ["review", "--web"])
    assert done.exit_code == 2
    assert "pip install 'syncer[web]'" in done.output


@pytest.mark.parametrize("words", [["--no-browser"], ["--idle", "5"]])
def test_what_is_about_a_page_needs_one(pushed, words):
    done = CliRunner().invoke(app, ["review", *words])
    assert done.exit_code == 2
    assert "--web" in done.output


def test_the_framework_is_loaded_for_a_page_alone():
    code = "import sys, syncer.cli, syncer.commands.run; print(sorted({'starlette', 'uvicorn'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
