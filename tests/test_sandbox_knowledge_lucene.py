"""MusicBrainz' search syntax is read as Lucene's, and finds what a query says."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.sandbox.knowledge.lucene import Clauses, NotLucene, Range, Term, parse
from syncer.sandbox.knowledge.solr import Solr

SPECIAL = re.compile(r'[+\-&|!(){}\[\]^"~*?:\\/]')
A, B, C = Term("a"), Term("b"), Term("c")
DOCUMENTS = [
    {"recording": ["My Song"], "alias": [], "artist": ["Girls Dead Monster"], "video": ["false"], "dur": ["301000"]},
    {"recording": ["My Song"], "alias": [], "artist": ["Labi Siffre"], "video": ["true"], "dur": ["284480"]},
    {"recording": ["This Is Not My Song"], "alias": ["Mine"], "artist": ["Nobody"], "video": ["false"]},
    {"recording": ["カタオモイ"], "alias": ["Kataomoi"], "artist": ["Aimer"], "video": ["false"]},
    {"recording": ["Déjà Vu"], "alias": [], "artist": ["Beyoncé", "Jay-Z"], "video": ["false"]},
    {"recording": ["song of my own"], "alias": [], "artist": ["7!!"], "video": ["false"]},
]


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        pytest.param("a", A, id="a word"),
        pytest.param('"a b"', Term("a b"), id="a phrase"),
        pytest.param('alias:"a b"', Term("a b", "alias"), id="a phrase in a field"),
        pytest.param("a b", Clauses(optional=(A, B)), id="side by side"),
        pytest.param("a OR b || c", Clauses(optional=(A, B, C)), id="or"),
        pytest.param("a AND b && c", Clauses(required=(A, B, C)), id="and"),
        pytest.param("a OR b AND c", Clauses(optional=(A, Clauses(required=(B, C)))), id="and binds closer"),
        pytest.param("(a OR b) AND c", Clauses(required=(Clauses(optional=(A, B)), C)), id="parentheses"),
        pytest.param("a AND NOT b", Clauses(required=(A,), prohibited=(B,)), id="and not"),
        pytest.param("a -b !c", Clauses(prohibited=(B, C), optional=(A,)), id="signs that forbid"),
        pytest.param("+a b", Clauses(required=(A,), optional=(B,)), id="a sign that demands"),
        pytest.param("x:(a b)", Clauses(optional=(Term("a", "x"), Term("b", "x"))), id="a field for several"),
        pytest.param("x:(a y:b)", Clauses(optional=(Term("a", "x"), Term("b", "y"))), id="a field within"),
        pytest.param("dur:[1 TO 2]", Range("1", "2", "dur"), id="a range"),
        pytest.param("a~", Term("a", fuzzy=True), id="fuzzy"),
        pytest.param("a~0.5", Term("a", fuzzy=True), id="fuzzy, so much"),
        pytest.param('"a b"~2', Term("a b"), id="slop is let pass"),
        pytest.param("a^2 b", Clauses(optional=(A, B)), id="a weight"),
        pytest.param("a*", Term("a*", wildcard=True), id="a wildcard"),
        pytest.param(r"a\*", Term("a*"), id="an escaped wildcard"),
        pytest.param(r"7\!\!", Term("7!!"), id="escaped signs"),
        pytest.param(r'"a \"b\" c"', Term('a "b" c'), id="escaped quotes"),
        pytest.param('"AND"', Term("AND"), id="a quoted operator"),
        pytest.param("and", Term("and"), id="an operator in lower case is a word"),
        pytest.param("jay-z", Term("jay-z"), id="a hyphen within a word"),
        pytest.param("君の名は", Term("君の名は"), id="Japanese"),
    ],
)
def test_is_read(query, tree):
    assert parse(query) == tree


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"a',
        "(a",
        "a)",
        "()",
        "a AND",
        "AND a",
        "a OR",
        "NOT",
        "x:",
        "x: AND a",
        "Angel Beats!",
        "AC/DC",
        "[1 TO",
        "a^",
        "a^b",
    ],
)
def test_what_is_no_query_is_refused(query):
    with pytest.raises(NotLucene, match=r"at character \d+"):
        parse(query)


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_every_text_can_be_asked_for(text):
    assert parse(f'x:"{SPECIAL.sub(lambda sign: chr(92) + sign[0], text)}"') == Term(text, "x")


@given(st.text(alphabet='ab "()[]{}:^~!/\\+-&|*?ANDORNT', max_size=30))
def test_any_text_is_read_or_refused(text):
    with suppress(NotLucene):
        parse(text)


@pytest.fixture(scope="module")
def index():
    return Solr(DOCUMENTS, ("recording", "artist"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param('recording:"my song"', {0, 1, 2}, id="a phrase within a title"),
        pytest.param('recording:"song my"', set(), id="another order is another phrase"),
        pytest.param("recording:(my song)", {0, 1, 2, 5}, id="words in any order"),
        pytest.param('recording:"my song" AND artist:"girls dead monster"', {0}, id="and"),
        pytest.param('recording:"my song" AND video:false', {0, 2}, id="no videos"),
        pytest.param('recording:"my song" NOT artist:nobody', {0, 1}, id="not"),
        pytest.param('alias:"KATAOMOI"', {3}, id="an alias, in any case"),
        pytest.param('recording:"かたおもい"', {3}, id="hiragana for katakana"),
        pytest.param('recording:"オモ"', {3}, id="a part of what has no spaces"),
        pytest.param("recording:kataomoi", set(), id="an alias is no title"),
        pytest.param('recording:"deja vu"', {4}, id="accents"),
        pytest.param('artist:"jay-z"', {4}, id="the second of several"),
        pytest.param('artist:"7!!"', {5}, id="signs"),
        pytest.param("dur:[300000 TO 302000]", {0}, id="a range"),
        pytest.param("dur:[* TO 300000]", {1}, id="a range without a beginning"),
        pytest.param("recording:katao*", set(), id="a beginning that is not there"),
        pytest.param("alias:kata*", {3}, id="a beginning"),
        pytest.param("artist:girlz~", {0}, id="a letter is wrong"),
        pytest.param("nonsense:my", set(), id="a field that there is not"),
        pytest.param("beyonce", {4}, id="no field"),
        pytest.param("NOT video:true", set(), id="not alone"),
    ],
)
def test_finds(index, query, found):
    assert {at for at, _ in index.find(parse(query))} == found


def test_the_best_has_100_and_the_nearer_more(index):
    ranked = index.find(parse('recording:"my song"'))
    assert [score for _, score in ranked[:2]] == [100, 100]
    assert ranked[2][0] == 2
    assert 0 < ranked[2][1] < 100
