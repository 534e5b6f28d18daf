"""``syncer init``: a catalog from three answers, or from a list; never over another file."""

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.catalog import load
from syncer.cli import app

LONG = "a" * 300
LIST = "title,artist\nagain,YUI\nLilium,Kumiko Noma\nNoone,\n"


@pytest.fixture
def syncer():
    """Run a verb without a terminal; return its status, stdout and stderr."""
    return lambda *words, **more: CliRunner().invoke(app, [str(word) for word in words], **more)


def songs(path="catalog.toml"):
    return [(song.title, song.artists) for song in load(Path(path)).songs]


def test_a_line_too_long_for_a_file_s_name_is_asked_for_again(person):
    status, shown = person("init", types=("Rainy days", "n", "la " * 150, "again - YUI", ""))
    assert status == 0, shown
    assert "not understood" in shown
    assert songs() == [("again", ("YUI",))]


def test_who_leaves_at_a_question_has_written_nothing(person):
    status, shown = person("init", types=("Rainy days", "\x04"))
    assert (status, Path("catalog.toml").exists()) == (130, False), shown
    assert "interrupted" in shown


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("init", LONG, "--name", "x"), id="init"),
        pytest.param(("pull", "x", "--into", LONG, "--sandbox"), id="pull"),
        pytest.param(("schedule", LONG), id="schedule"),
        pytest.param(("check", "long-cover.toml"), id="a cover"),
    ],
)
def test_a_name_too_long_for_any_file_is_an_error_with_a_sentence(syncer, words):
    Path("long-cover.toml").write_text(
        f'[playlist]\nname = "x"\ncover = "{LONG}"\n[[songs]]\ntitle = "a"\nartist = "b"\n', encoding="utf-8"
    )
    done = syncer(*words)
    assert isinstance(done.exception, SystemExit)
    assert done.exit_code in {1, 2}
    assert done.stderr.startswith("syncer: ")


def test_three_answers_make_a_catalog(person, syncer):
    status, shown = person("init", types=("Rainy days", "y", "again - YUI", '"Lilium" by Kumiko Noma', ""))
    assert status == 0, shown
    assert "What is the playlist called?" in shown
    assert "To put them on the playlist: syncer push\x1b" in shown
    catalog = load(Path("catalog.toml"))
    assert (catalog.target.name, catalog.target.public) == ("Rainy days", True)
    assert songs() == [("again", ("YUI",)), ("Lilium", ("Kumiko Noma",))]
    assert syncer("check").exit_code == 0


def test_the_third_answer_may_be_a_list(person):
    Path("list.csv").write_text(LIST, encoding="utf-8")
    status, shown = person("init", types=("Mine", "n", "list.csv", ""))
    assert status == 0, shown
    assert songs() == [("again", ("YUI",)), ("Lilium", ("Kumiko Noma",))]


def test_a_line_that_is_not_understood_is_asked_for_again(person):
    status, shown = person("init", types=("Mine", "n", "nonsense", "again - YUI", "again - YUI", ""))
    assert status == 0, shown
    assert "not understood" in shown
    assert songs() == [("again", ("YUI",))]


def test_without_a_song_there_is_an_example_that_is_not_looked_for(person, syncer):
    status, shown = person("init", types=("Mine", "n", ""))
    assert status == 0, shown
    assert [song.absent for song in load(Path("catalog.toml")).songs] == [True]
    assert syncer("check").exit_code == 0


def test_a_list_makes_a_catalog_without_a_terminal(syncer):
    Path("my_liked-songs.csv").write_text(LIST, encoding="utf-8")
    done = syncer("init", "liked.toml", "--from", "my_liked-songs.csv", "--yes")
    assert done.exit_code == 0, done.output
    assert "Read as CSV: 3 songs" in done.stdout
    assert "1 song of these left out" in done.stderr
    assert "syncer push liked.toml" in done.stderr
    assert load(Path("liked.toml")).target.name == "my liked songs"
    assert songs("liked.toml") == [("again", ("YUI",)), ("Lilium", ("Kumiko Noma",))]
    assert syncer("check", "liked.toml").exit_code == 0


def test_it_teaches_and_names_its_schema(syncer):
    done = syncer("init", "--name", 'The "best"', "--public")
    assert done.exit_code == 0, done.output
    text = Path("catalog.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./catalog.schema.json\n")
    assert Path("catalog.schema.json").is_file()
    assert tomllib.loads(text)["playlist"] == {"name": 'The "best"', "public": True}
    taught = {line.removeprefix("# ").partition(" =")[0] for line in text.splitlines() if " = " in line}
    assert {"description", "removed", "title", "artist", "from", "version", "duration", "uri", "absent"} <= taught
    assert syncer("check").exit_code == 0


def test_what_is_taught_is_right(syncer):
    """The song in the comments passes the check once the marks are taken away."""
    syncer("init", "--name", "Mine")
    text = Path("catalog.toml").read_text(encoding="utf-8")
    commented = text[text.index("# [[songs]]") : text.index("# absent = true")]
    example = "".join(line.removeprefix("# ") + "\n" for line in commented.splitlines() if "uri" not in line)
    Path("other.toml").write_text(f'[playlist]\nname = "x"\n{example}', encoding="utf-8")
    assert load(Path("other.toml")).songs[0].source == "Anohana"


def test_the_list_may_come_from_another_program(syncer):
    done = syncer("init", "--from", "-", "--name", "Mine", "--yes", input=LIST)
    assert done.exit_code == 0, done.output
    assert len(songs()) == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(("init",), "--name", id="nothing given, and nobody there"),
        pytest.param(("init", "--from", "list.csv"), "--yes", id="nobody agrees"),
        pytest.param(("init", "--from", "-", "--yes"), "--name", id="no name"),
        pytest.param(("init", "--name", "x" * 101), "101 characters", id="a name too long"),
        pytest.param(("init", "--name", " "), "is empty", id="a blank name"),
        pytest.param(("init", "--from", "none.csv", "--yes"), "cannot be read", id="no list"),
        pytest.param(("init", "--from", "titles.txt", "--yes"), "has an artist", id="titles alone"),
        pytest.param(("init", "no/where.toml", "--name", "x"), "no folder", id="no folder"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(syncer, words, says):
    Path("list.csv").write_text(LIST, encoding="utf-8")
    Path("titles.txt").write_text("1. Alpha\n2. Beta\n3. Gamma\n", encoding="utf-8")
    done = syncer(*words, input=LIST)
    assert done.exit_code == 2
    assert says in done.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["list.csv", "titles.txt"]


def test_what_is_there_is_never_touched(syncer):
    Path("catalog.toml").write_text("mine", encoding="utf-8")
    Path("list.csv").write_text(LIST, encoding="utf-8")
    done = syncer("init", "--from", "list.csv", "--yes")
    assert done.exit_code == 2
    assert "syncer import" in done.stderr
    assert Path("catalog.toml").read_text(encoding="utf-8") == "mine"


def test_who_does_not_agree_has_nothing_written(person):
    Path("list.csv").write_text(LIST, encoding="utf-8")
    status, shown = person("init", "--from", "list.csv", types=("Mine", "n"))
    assert (status, Path("catalog.toml").exists()) == (0, False), shown
