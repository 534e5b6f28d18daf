"""``syncer report``: the last push's report in every format, and what it says where there is none."""

import csv
import io
import json
import webbrowser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app
from syncer.model import Absent, Playlist, Song
from syncer.report.record import dumped, record


@pytest.fixture
def report():
    """Write a report beside a catalog."""
    document = record(
        catalog="catalog.toml",
        playlist=Playlist("3cEYpjA9oz9GiPac4AsH4n", "Sad songs", "s"),
        outcomes=[Absent(Song("アイドル", line=3))],
        plan=None,
        requests={},
        created=False,
        when="2026-11-23T22:00:00+00:00",
    )
    Path("catalog.report.json").write_text(dumped(document), encoding="utf-8")
    return document


def run(*arguments):
    return CliRunner().invoke(app, ["report", *arguments])


def test_without_a_push_there_is_none():
    result = run("lists/summer.toml")
    assert result.exit_code == 2
    assert "run syncer push lists/summer.toml" in result.stderr


def test_a_broken_report_is_named():
    Path("catalog.report.json").write_text("{", encoding="utf-8")
    assert run().exit_code == 2


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("form", "has"), [("text", "· アイドル  absent"), ("markdown", "### アイドル"), ("html", "<b><bdi>アイドル")]
)
def test_each_format_names_the_song(form, has):
    result = run("--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert has in result.stdout


def test_json_is_the_record_itself(report):
    assert json.loads(run("--format", "json").stdout) == report


@pytest.mark.usefixtures("report")
def test_csv_is_for_spreadsheets():
    rows = csv.DictReader(io.StringIO(run("--format", "csv").stdout))
    assert [row["title"] for row in rows] == ["アイドル"]


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(("opens", "status"), [(True, 0), (False, 1)])
def test_open_shows_the_page_in_the_browser(monkeypatch, opens, status):
    seen = []
    monkeypatch.setattr(webbrowser, "open", lambda address: seen.append(address) or opens)
    result = run("--open")
    assert result.exit_code == status
    assert seen == [Path("catalog.report.html").resolve().as_uri()]
    assert "アイドル" in Path("catalog.report.html").read_text(encoding="utf-8")
