"""The report page in a real browser: a headless Chromium, with the page opened from the disk."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from syncer.model import (
    Absent,
    Artist,
    Feature,
    Matched,
    Pending,
    Playlist,
    Query,
    Score,
    Song,
    Track,
    Unmatched,
    Unsure,
)
from syncer.report.page import page as rendered
from syncer.report.record import record

COVER = "https://i.scdn.co/image/ab67616d00004851"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


def track(number, title, artist="YUI"):
    return Track(f"spotify:track:{number:022}", title, (Artist(artist),), "an album", duration_ms=269_000, image=COVER)


def score(found, title=1.0, artist=1.0):
    return Score(found, (Feature("title", title, 5.0, "reads so"), Feature("artist", artist, 4.0)))


CANDIDATES = tuple(score(track(10 + n, f"Secret Base {n}", "ZONE"), artist=0.0) for n in range(5))
ASKED = (Query("Secret Base Anohana", "title and artist"),)
OUTCOMES = (
    Matched(Song("Orange", ("7!!",), line=3), score(track(1, "オレンジ", "7!!"), title=0.9), "title and artist"),
    Unsure(Song("Secret Base", ("Anohana",), line=7), CANDIDATES, "the title fits, the artist does not", ASKED),
    Matched(
        Song("again", ("YUI",), line=11), score(track(2, "again")), "title and artist", (score(track(4, "again live")),)
    ),
    Unmatched(Song("Café del Mar", ("Energy 52",), line=15), "no title fits", CANDIDATES[:1]),
    Matched(Song("Zebra", ("Beach House",), line=19), score(track(3, "ｶﾀｶﾅ"), title=0.7), "title and artist"),
    Pending(Song("Lilium", ("Kumiko Noma",), line=23), "the day's searches are spent"),
    Absent(Song("Dear You", source="Higurashi", line=27)),
)
TITLES = [outcome.song.title for outcome in OUTCOMES]


def written(outcomes=OUTCOMES, *, covers=False, name="Sad songs", catalog="catalog.toml"):
    """Write the report of these outcomes, and return its address."""
    document = record(
        catalog=catalog,
        playlist=Playlist("3cEYpjA9oz9GiPac4AsH4n", name, "s"),
        outcomes=outcomes,
        plan=None,
        requests={},
        created=False,
        when="2026-11-23T22:00:00+00:00",
    )
    file = Path("catalog.report.html").resolve()
    file.write_text(rendered(document, covers=covers), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def report(page):
    """Show the report of one song of each kind and some more."""
    page.goto(written())
    return page


def shown(page):
    """Return the titles of the songs that can be seen, in their order."""
    return page.locator(".song:visible").evaluate_all(
        "songs => songs.map(song => song.querySelector('bdi').textContent)"
    )


def test_the_page_opens_from_the_disk_with_all_songs_in_the_catalog_s_order(report):
    expect(report.get_by_role("heading", level=1)).to_have_text("Sad songs")
    assert shown(report) == TITLES
    expect(report.get_by_role("status").first).to_have_text("7 of 7 songs")


def test_a_report_without_songs_opens_too(page):
    page.goto(written([]))
    expect(page.get_by_role("status").first).to_have_text("0 of 0 songs")


def test_the_page_asks_the_network_for_nothing(page):
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    address = written()
    page.goto(address)
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    page.wait_for_load_state("networkidle")
    assert seen == [address]


def test_covers_that_are_allowed_come_from_spotify_s_host_and_nothing_else_does(page):
    seen = []
    page.route(re.compile("^https:"), lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    page.on("request", lambda request: seen.append((request.url, request.headers.get("referer"))))
    address = written(covers=True)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert set(seen) == {(address, None), (COVER, None)}
    assert page.locator("img").first.evaluate("picture => picture.naturalWidth") == 1


def test_the_policy_keeps_out_what_is_not_allowed(browser):
    """In a page of its own: the console tells of each breach."""
    page = browser.new_page()
    page.goto(written())
    broken = page.evaluate(
        """async (cover) => {
            const seen = [];
            document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
            const add = (tag, facts) => document.body.append(Object.assign(document.createElement(tag), facts));
            add("img", { src: cover });
            add("script", { textContent: "window.ran = true" });
            add("style", { textContent: "body { display: none }" });
            add("iframe", { src: "https://example.org/" });
            await fetch("https://example.org/").catch(() => {});
            await new Promise((done) => setTimeout(done, 100));
            return [...new Set(seen)].sort().concat(String(window.ran));
        }""",
        COVER,
    )
    page.close()
    assert broken == ["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem", "undefined"]


@pytest.mark.parametrize(
    ("label", "songs"),
    [
        pytest.param("all 7", TITLES, id="all"),
        pytest.param("waiting for you 2", ["Secret Base", "Café del Mar"], id="waiting for the person"),
        pytest.param("matched 3", ["Orange", "again", "Zebra"], id="matched"),
        pytest.param("unsure 1", ["Secret Base"], id="unsure"),
        pytest.param("unmatched 1", ["Café del Mar"], id="unmatched"),
        pytest.param("pending 1", ["Lilium"], id="pending"),
        pytest.param("absent 1", ["Dear You"], id="absent"),
    ],
)
def test_songs_are_filtered_by_status(report, label, songs):
    report.get_by_label(label, exact=True).check()
    assert shown(report) == songs
    expect(report.get_by_role("status").first).to_have_text(f"{len(songs)} of 7 songs")


def test_the_number_that_waits_leads_to_those_songs(report):
    report.get_by_role("link", name="2 wait for you").click()
    assert shown(report) == ["Secret Base", "Café del Mar"]
    expect(report.locator("#song-2")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("words", "songs"),
    [
        pytest.param("orange", ["Orange"], id="as the catalog writes it, in small letters"),
        pytest.param("オレンジ", ["Orange"], id="as Spotify writes it"),
        pytest.param("カタカナ", ["Zebra"], id="half-width kana"),
        pytest.param("cafe", ["Café del Mar"], id="without accents"),
        pytest.param("yui again", ["again"], id="all words, in any order"),
        pytest.param("zone", ["Secret Base", "Café del Mar"], id="the artist of a candidate"),
        pytest.param("  ", TITLES, id="nothing"),
        pytest.param("<b>", [], id="a tag"),
        pytest.param(".*", [], id="no pattern"),
    ],
)
def test_songs_are_searched_for(report, words, songs):
    report.get_by_role("searchbox", name="Search").fill(words)
    assert shown(report) == songs
    expect(report.get_by_role("status").first).to_have_text(f"{len(songs)} of 7 songs")


def test_filter_and_search_go_together_and_a_miss_leads_back(report):
    report.get_by_label("matched 3", exact=True).check()
    report.get_by_role("searchbox").fill("zone")
    assert shown(report) == []
    report.get_by_role("button", name="Show all songs").click()
    assert shown(report) == TITLES
    expect(report.get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize(
    ("order", "songs"),
    [
        pytest.param("By title", sorted(TITLES, key=str.casefold), id="title"),
        pytest.param(
            "Least certain first",
            ["Secret Base", "Café del Mar", "Zebra", "Orange", "again", "Lilium", "Dear You"],
            id="confidence: what has none comes last",
        ),
    ],
)
def test_songs_are_sorted_and_go_back_to_the_catalog_s_order(report, order, songs):
    chooser = report.get_by_role("combobox", name="Order")
    chooser.select_option(order)
    assert shown(report) == songs
    chooser.select_option("Catalog order")
    assert shown(report) == TITLES


def test_a_doubtful_match_is_found_by_its_confidence_and_shows_its_evidence(report):
    report.get_by_label("matched 3", exact=True).check()
    report.get_by_role("combobox").select_option("Least certain first")
    first = report.locator(".song:visible").first
    expect(first).to_contain_text("Zebra")
    bars = first.get_by_role("list", name="How well each respect fits")
    expect(bars).to_be_hidden()
    first.locator("summary").click()
    assert re.findall(r"\w+|\d+ %", bars.inner_text())[:2] == ["title", "70"]
    widths = bars.locator("i").evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each, '::before').width) / each.clientWidth)"
    )
    assert widths == [pytest.approx(0.7, abs=0.01), pytest.approx(1.0, abs=0.01)]


def test_a_song_that_waits_says_what_was_asked_and_why_and_what_there_is(report):
    card = report.locator("#song-2")
    for part in ("Secret Base", "Anohana", "line 7", "The title fits, the artist does not.", "Secret Base Anohana"):
        expect(card).to_contain_text(part)
    first = card.get_by_role("list", name="Candidates, the best first").get_by_role("listitem").first
    listen = first.get_by_role("link", name="Listen on Spotify")
    assert listen.get_attribute("href") == f"https://open.spotify.com/track/{10:022}"
    tops = card.locator(".candidate:visible").evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
    assert len(tops) == 3
    assert len(set(tops)) == 1


def test_the_line_to_paste_is_copied_and_that_is_said(report):
    report.context.grant_permissions(["clipboard-read", "clipboard-write"])
    report.locator("#song-2 button.copy").nth(1).click()
    expect(report.locator("#said")).to_have_text(
        "Copied the line of “Secret Base 1”. Paste it below “Secret Base” in catalog.toml."
    )
    assert report.evaluate("navigator.clipboard.readText()") == f'uri = "spotify:track:{11:022}"'


def test_another_track_than_the_matched_one_can_be_taken(report):
    report.context.grant_permissions(["clipboard-read", "clipboard-write"])
    report.locator("#song-3 summary").click()
    report.locator("#song-3").get_by_role("button", name="Copy the line of again live").click()
    expect(report.locator("#said")).to_contain_text("Copied the line of “again live”. Paste it below “again”")
    assert report.evaluate("navigator.clipboard.readText()") == f'uri = "spotify:track:{4:022}"'


@pytest.mark.parametrize(
    ("works", "says"),
    [
        pytest.param(
            "true",
            "Copied the line of “Secret Base 0”. Paste it below “Secret Base” in catalog.toml.",
            id="the older way",
        ),
        pytest.param(
            "false", "The line of “Secret Base 0” could not be copied; it is selected for you to copy.", id="no way"
        ),
    ],
)
def test_without_a_clipboard_the_line_is_selected(page, works, says):
    page.add_init_script(
        f"""Object.defineProperty(navigator, "clipboard", {{ value: undefined }});
        document.execCommand = () => {works};"""
    )
    page.goto(written())
    page.locator("#song-2 button.copy").first.click()
    expect(page.locator("#said")).to_have_text(says)
    assert page.evaluate("String(getSelection())") == f'uri = "spotify:track:{10:022}"'


HOSTILE = (
    "<script>window.ran = true</script>",
    '"><img src=x onerror="window.ran = true">',
    "</script><script>window.ran = true</script>",
    "</style><style>body { display: none }</style>",
    "javascript:window.ran=true",
    "${window.ran = true} `{{ 7 * 7 }}`",
    "__proto__",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_text_and_nothing_else(page, title):
    """Also where the script reads it: searching, sorting, and telling what was copied."""
    found = score(track(1, title, title))
    song = Song(title, (title,), source=title, line=3)
    outcomes = [
        Unsure(song, (found,), title, (Query(title, "title"),)),
        Matched(song, found, title),
        Unmatched(Song(title), title),
    ]
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
    page.goto(written(outcomes, name=title, catalog=title))
    page.get_by_role("searchbox").fill(title)
    page.get_by_role("combobox").select_option("By title")
    page.locator("button.copy").first.click()
    expect(page.locator("#said")).to_contain_text(title)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert shown(page) == [title] * 3
    assert (page.evaluate("window.ran"), dialogs) == (None, [])


def test_no_mark_turns_the_text_around_it(page):
    page.goto(written([Absent(Song("\u202eevil\u2066 title", line=3))]))
    assert shown(page) == ["evil title"]


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280])
def test_no_width_needs_scrolling_to_the_side(page, width):
    wide = score(track(1, LONG, LONG))
    song = Song(LONG, (LONG,), source=LONG, line=3)
    outcomes = [
        Matched(song, wide, LONG, (wide,), ASKED),
        Unsure(song, (wide,) * 4, LONG, (Query(LONG, "x"),)),
        *OUTCOMES,
    ]
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(written(outcomes, name=LONG, catalog=LONG, covers=False))
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_candidates_stand_one_below_the_other(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(written())
    lefts = page.locator("#song-2 .candidate:visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().left)"
    )
    assert len(set(lefts)) == 1
    small = page.locator("button:visible, .button:visible, .tools label:visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height).filter(height => height < 32)"
    )
    assert small == []


def test_without_script_everything_is_there(browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written())
    assert page.locator(".song:visible").count() == len(TITLES)
    expect(page.locator(".tools")).to_be_hidden()
    assert page.locator("button:visible").count() == 0
    expect(page.locator("code.pin").first).to_have_text(f'uri = "spotify:track:{10:022}"')
    evidence = page.locator("#song-1 .bars")
    expect(evidence).to_be_hidden()
    page.locator("#song-1 summary").click()
    expect(evidence).to_be_visible()
    context.close()


def test_all_can_be_reached_with_the_keyboard(report):
    report.keyboard.press("Tab")
    expect(report.get_by_role("link", name="To the songs")).to_be_focused()
    report.get_by_label("all 7", exact=True).focus()
    report.keyboard.press("ArrowRight")
    assert shown(report) == ["Secret Base", "Café del Mar"]
    report.keyboard.press("Tab")
    expect(report.get_by_role("searchbox")).to_be_focused()
    report.keyboard.press("Tab")
    expect(report.get_by_role("combobox")).to_be_focused()
    report.get_by_label("matched 3", exact=True).check()
    report.locator("#song-1 summary").focus()
    report.keyboard.press("Enter")
    expect(report.locator("#song-1 .bars")).to_be_visible()


@pytest.mark.parametrize("which", ["a.button", ".row summary", "#search", "#sort", "button.copy"])
def test_the_focus_can_be_seen(report, which):
    thing = report.locator(f"{which}:visible").first
    report.keyboard.press("Tab")  # from now on the browser shows the focus
    thing.focus()
    assert thing.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"


def test_on_paper_what_matters_is_unfolded_and_nothing_is_to_be_clicked(report):
    report.emulate_media(media="print")
    assert report.locator("button:visible, .button:visible, .tools:visible").count() == 0
    assert report.locator("#song-2 .candidate:visible").count() == len(CANDIDATES)
    assert report.locator(".song:visible").count() == len(TITLES)


def test_it_is_dark_where_the_person_wants_it_dark(report):
    def brightness():
        return report.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")

    assert min(brightness()) > 200
    report.emulate_media(color_scheme="dark")
    assert max(brightness()) < 60
