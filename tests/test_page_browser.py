"""The report page in a real browser: a headless Chromium, with the page opened from the disk."""

from pathlib import Path

from syncer.model import Absent, Playlist, Song
from syncer.report.page import page as rendered
from syncer.report.record import record


def opened(page, outcomes):
    """Show the report of these outcomes, and return the page."""
    document = record(
        catalog="catalog.toml",
        playlist=Playlist("3cEYpjA9oz9GiPac4AsH4n", "Sad songs", "s"),
        outcomes=outcomes,
        plan=None,
        requests={},
        created=False,
        when="2026-11-23T22:00:00+00:00",
    )
    file = Path("catalog.report.html").resolve()
    file.write_text(rendered(document), encoding="utf-8")
    page.goto(file.as_uri())
    return page


def test_the_page_opens_from_the_disk(page):
    opened(page, [Absent(Song("アイドル", line=3))])
    assert page.get_by_role("heading", level=1).inner_text() == "Sad songs"
    assert page.get_by_role("heading", name="アイドル").is_visible()
