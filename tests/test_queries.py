"""The ladder: which questions a song gives, in which order, and which are not worth a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.matching.queries import ARTIST, MAX_LENGTH, MORE, RESPELT, is_worth_asking, ladder
from syncer.matching.respelling import respelt
from syncer.model import Artist, Query, Song, Track


def asked(*arguments, **details):
    return [(query.rung, query.text) for query in ladder(Song(*arguments, **details)) if not query.offset]


@pytest.mark.parametrize(
    ("song", "rungs"),
    [
        pytest.param(
            Song("Lovely Day", ("Bill Withers",)),
            [("title and artist", "Lovely Day Bill Withers"), ("artist alone", 'artist:"Bill Withers"')],
            id="title and artist, then the artist alone",
        ),
        pytest.param(
            Song("Lovers", ("7!!",), isrc="JPU901402557"),
            [("ISRC", "isrc:JPU901402557"), ("title and artist", "Lovers 7!!"), ("artist alone", 'artist:"7!!"')],
            id="an ISRC first",
        ),
        pytest.param(
            Song("My Song", source="Angel Beats!"),
            [("title and series", "My Song Angel Beats!"), ("title alone", "My Song")],
            id="a series instead of an artist",
        ),
        pytest.param(
            Song("First", ("U2",), aliases=("Uno",)),
            [("title and artist", "First U2"), ("other title and artist", "Uno U2"), ("artist alone", 'artist:"U2"')],
            id="other titles",
        ),
        pytest.param(
            Song("3. “Toxic” (Official Video)", ("Britney Spears feat. Nobody",)),
            [("title and artist", "Toxic Britney Spears"), ("artist alone", 'artist:"Britney Spears"')],
            id="without what a list puts around it",
        ),
        pytest.param(
            Song("Lovers", ("X Y",), version="acoustic"),
            [("title and artist", "Lovers acoustic X Y"), ("artist alone", 'artist:"X Y"')],
            id="with the version that is wanted",
        ),
        pytest.param(
            Song("!!!", ("!!!",)), [("title and artist", "!!! !!!"), ("artist alone", 'artist:"!!!"')], id="only marks"
        ),
    ],
)
def test_the_ladder_goes_from_the_likeliest_down(song, rungs):
    assert [(query.rung, query.text) for query in ladder(song) if not query.offset] == rungs


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Guns N' Roses", 'artist:"Guns N Roses"'),
        ("AC/DC", 'artist:"AC DC"'),
        ("+44", 'artist:"44"'),
        ("Sum: 41", 'artist:"Sum 41"'),
        ("Ayase feat. Miku", 'artist:"Ayase"'),
        ("Ayase, Miku; Rin", 'artist:"Ayase"'),
        ("Tyler, The Creator", 'artist:"Tyler, The Creator"'),
        ("Simon & Garfunkel", 'artist:"Simon & Garfunkel"'),
    ],
    ids=["apostrophe", "slash", "plus", "colon", "a guest", "others", "a comma in the name", "a duo"],
)
def test_what_breaks_a_filter_or_narrows_it_too_much_is_left_out(name, text):
    assert asked("T", (name,))[-1] == ("artist alone", text)


texts = st.text(min_size=1, max_size=300).filter(str.strip)


@given(texts, st.lists(texts, max_size=2).map(tuple), st.lists(texts, max_size=2).map(tuple))
def test_every_query_fits_and_none_comes_twice(title, artists, aliases):
    queries = list(ladder(Song(title, artists, source="S", aliases=aliases)))
    words = [query.key.casefold() for query in queries]
    assert queries
    assert len(set(words)) == len(words)
    assert all(0 < len(query.text) <= MAX_LENGTH for query in queries)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        pytest.param("Mabuta", "まぶた マブタ", id="romaji"),
        pytest.param("Ai wo Utau", "あいをうたう アイヲウタウ", id="particles as they are written"),
        pytest.param("Kimi o Nosete", "きみをのせて キミヲノセテ", id="o is wo"),
        pytest.param("Kyō no Onna", "きょうのおんな キョウノオンナ", id="macrons and double n"),
        pytest.param("Shin'ya", "しんや シンヤ", id="an apostrophe after n"),
        pytest.param("Koi wa Sweet", "こいは sweet コイハ sweet", id="one English word"),
        pytest.param("Kimi no Na wa.", "きみのなは キミノナハ", id="without marks"),
        pytest.param("身体语言", "身體語言", id="simplified to traditional"),
        pytest.param("粵語殘片", "粤语残片", id="traditional to simplified"),
    ],
)
def test_a_title_is_respelt_as_the_label_may_write_it(title, written):
    assert respelt(title) == written


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Strawberry Fields Forever", id="English"),
        pytest.param("The End of the World", id="English with words that could be romaji"),
        pytest.param("君の知らない物語", id="Japanese already"),
        pytest.param("한국어", id="Korean"),
        pytest.param("Привет", id="Cyrillic"),
        pytest.param("1999", id="digits"),
        pytest.param("一", id="the same in both forms of Chinese"),
    ],
)
def test_other_titles_are_not_respelt(title):
    assert respelt(title) == ""


JAPANESE, ENGLISH, CHINESE = (Track("spotify:track:x", title) for title in ("青い栞", "Bluebird", "小酒窩"))


@pytest.mark.parametrize(
    ("text", "seen", "worth"),
    [
        pytest.param("まぶた マブタ Vaundy", (ENGLISH, JAPANESE), True, id="the artist writes Japanese"),
        pytest.param("まぶた マブタ Vaundy", (), True, id="nothing is known"),
        pytest.param("まま ママ ABBA", (ENGLISH,), False, id="the artist writes English"),
        pytest.param("身體語言 Dear Jane", (CHINESE,), True, id="Chinese"),
        pytest.param("身體語言 Dear Jane", (ENGLISH,), False, id="no Chinese"),
    ],
)
def test_another_script_is_asked_for_only_where_it_is_seen(text, seen, worth):
    assert is_worth_asking(Query(text, RESPELT), Song("T"), {"title and artist": seen}) == worth


def by(name, count):
    return tuple(Track(f"spotify:track:{n}", "T", (Artist(name),)) for n in range(count))


@pytest.mark.parametrize(
    ("tracks", "worth"),
    [
        pytest.param(by("ABBA", 10), True, id="full of the artist's tracks"),
        pytest.param(by("ABBA", 9), False, id="all there is was seen"),
        pytest.param(by("ABBA", 9) + by("Queen", 1), False, id="others came to fill it"),
        pytest.param((), False, id="nothing"),
    ],
)
def test_a_second_page_is_asked_for_only_where_the_first_was_full(tracks, worth):
    *_, last = ladder(Song("T", ("ABBA",)))
    assert (last.rung, last.offset) == (MORE, 10)
    assert is_worth_asking(last, Song("T", ("ABBA",)), {ARTIST: tracks}) == worth
