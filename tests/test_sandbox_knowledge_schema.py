"""What the sandbox serves of AnimeThemes' schema is a part of the real one, and every field of it can be asked."""

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    parse,
    validate,
)

from syncer.sandbox.knowledge.graph import SCHEMA, Graph
from syncer.sandbox.knowledge.reading import load


@pytest.fixture(scope="module")
def served():
    return build_schema(SCHEMA.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def real(request):
    path = request.config.rootpath.parent / "shared" / "openapi" / "animethemes.graphql"
    if not path.is_file():
        pytest.skip("AnimeThemes' description beside the project is absent")
    return build_schema(path.read_text(encoding="utf-8"))


def objects(schema):
    """Return the types with fields, but for those of GraphQL itself."""
    return {
        name: kind
        for name, kind in schema.type_map.items()
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__")
    }


def test_every_field_agrees(served, real):
    for name, kind in objects(served).items():
        for field, ours in kind.fields.items():
            theirs = real.type_map[name].fields[field]
            assert str(ours.type) == str(theirs.type), f"{name}.{field}"


def test_every_argument_agrees(served, real):
    for name, kind in objects(served).items():
        for field, ours in kind.fields.items():
            theirs = real.type_map[name].fields[field].args
            for argument, each in ours.args.items():
                place = f"{name}.{field}({argument}:)"
                assert (str(each.type), each.default_value) == (
                    str(theirs[argument].type),
                    theirs[argument].default_value,
                ), place
            required = {argument for argument, each in theirs.items() if is_required_argument(each)}
            assert required <= set(ours.args), f"{name}.{field}"


def test_every_value_agrees(served, real):
    for name, kind in served.type_map.items():
        if isinstance(kind, GraphQLEnumType) and not name.startswith("__"):
            assert set(kind.values) == set(real.type_map[name].values), name


def asking_for_all(kind, depth):
    """Return a selection of every field that can be asked without an argument, so many levels deep."""
    parts = []
    for name, field in kind.fields.items():
        if any(is_required_argument(each) for each in field.args.values()):
            continue
        below = get_named_type(field.type)
        if is_leaf_type(below):
            parts.append(name)
        elif depth:
            first = "(first: 2)" if "first" in field.args else ""
            parts.append(f"{name}{first} {asking_for_all(below, depth - 1)}")
    return f"{{ {' '.join(parts) or '__typename'} }}"


QUERIES = {
    "search": 'search(search: "Angel Beats", first: 2)',
    "anime": 'anime(slug: "anohana")',
    "artist": 'artist(slug: "girls-dead-monster")',
    "animePagination": 'animePagination(titleRomaji_like: "%naruto%", first: 2)',
    "animethemePagination": 'animethemePagination(search: "Aoi Shiori", type: OP, sequence: 1, slug: "OP1", first: 2)',
    "songPagination": 'songPagination(titleNative: "青い栞", first: 2)',
    "artistPagination": 'artistPagination(search: "lia", nameMain_like: "LIA%", first: 2)',
}


@pytest.mark.parametrize("name", QUERIES)
def test_every_field_can_be_asked(served, name):
    field = served.query_type.fields[name]
    query = f"{{ {QUERIES[name]} {asking_for_all(get_named_type(field.type), 4)} }}"
    answer = Graph(load()).answer(query, {})
    assert "errors" not in answer
    assert any(answer["data"][name].values())


def test_every_query_is_tried(served):
    assert set(QUERIES) == set(served.query_type.fields)


@pytest.mark.parametrize("name", QUERIES)
def test_the_real_schema_knows_these_queries(served, real, name):
    field = served.query_type.fields[name]
    query = f"{{ {QUERIES[name]} {asking_for_all(get_named_type(field.type), 4)} }}"
    assert validate(real, parse(query)) == []


def test_filters_of_themes_and_performances():
    query = """{ anime(slug: "angel-beats") {
      insert: animethemes(type: IN, first: 2, page: 2) { slug } some: animethemes(type_in: [OP, ED]) { slug }
      resources(site: MAL) { nodes { link } } }
      artist(slug: "lisa") { memberPerformances(memberAs: "Yui", first: 1) { song { title { romaji } } }
        performances(as: "Yui") { id } } }"""
    answer = Graph(load()).answer(query, {})["data"]
    assert [each["slug"] for each in answer["anime"]["insert"]] == ["IN3", "IN4"]
    assert [each["slug"] for each in answer["anime"]["some"]] == ["OP1", "ED1", "ED2"]
    assert len(answer["artist"]["memberPerformances"]) == 1
    assert answer["artist"]["performances"] == []
