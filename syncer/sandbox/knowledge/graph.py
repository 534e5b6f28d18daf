"""AnimeThemes' GraphQL over the facts: which value stands behind every field. Importing it loads graphql-core."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLResolveInfo,
    InlineFragmentNode,
    SelectionSetNode,
    build_schema,
    execute_sync,
    parse,
    validate,
)

from syncer.sandbox.knowledge.facts import Artist, Facts, Named, Performance, Series, Song, Theme
from syncer.sandbox.knowledge.fuzzy import Fuzzy

SCHEMA = Path(__file__).with_name("animethemes.graphql")
MOST_HITS = 15
"""``first`` of a search is brought between 1 and this."""
MOST_A_PAGE = 100
DEEPEST = 13
Arguments = Mapping[str, Any]


class Graph:
    """The facts behind AnimeThemes' schema."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.schema = build_schema(SCHEMA.read_text(encoding="utf-8"))

    def answer(self, query: str, variables: Mapping[str, Any], operation: str | None = None) -> dict[str, Any]:
        """Return ``data``, ``errors``, or both, as they go over the wire."""
        try:
            document = parse(query)
        except GraphQLError as error:
            return {"errors": [error.formatted]}
        if errors := validate(self.schema, document) or list(_too_deep(document)):
            return {"errors": [error.formatted for error in errors]}
        result = execute_sync(
            self.schema,
            document,
            context_value=self,
            variable_values=dict(variables),
            operation_name=operation,
            field_resolver=_resolved,
        )
        return dict(result.formatted)

    @cached_property
    def series_by_text(self) -> Fuzzy:
        """Series by their titles and synonyms."""
        return Fuzzy({key: _texts(each) for key, each in self.facts.series.items()})

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        """Themes by their number."""
        return {str(theme.number): theme for each in self.facts.series.values() for theme in each.themes}

    @cached_property
    def themes_by_text(self) -> Fuzzy:
        """Themes by the titles of song and series."""
        found = {key: [*_texts(self.facts.series[theme.series])] for key, theme in self.themes.items()}
        for key, theme in self.themes.items():
            song = self.facts.songs[theme.song] if theme.song else None
            found[key] += [title for title in (song.romaji, song.native) if title] if song else []
        return Fuzzy(found)

    @cached_property
    def songs_by_text(self) -> Fuzzy:
        """Songs by their titles."""
        songs = self.facts.songs.items()
        return Fuzzy({key: [title for title in (song.romaji, song.native) if title] for key, song in songs})

    @cached_property
    def artists_by_text(self) -> Fuzzy:
        """Artists by their names, synonyms, and the characters that they sing as."""
        found = {}
        for key, artist in self.facts.artists.items():
            rows = [*self.facts.performances_of.get(key, ()), *self.facts.member_performances_of.get(key, ())]
            roles = [role for row in rows for role in (row.role, row.alias) if role]
            found[key] = [artist.main, artist.native or "", *(name.text for name in artist.synonyms), *roles]
        return Fuzzy(found)


def _texts(series: Series) -> Iterable[str]:
    return [series.romaji, series.english or "", series.native or "", *(name.text for name in series.synonyms)]


def _too_deep(document: DocumentNode) -> Iterable[GraphQLError]:
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}

    def depth(selected: SelectionSetNode | None, at: int) -> int:
        deepest = at - 1
        for node in selected.selections if selected else ():
            if isinstance(node, FieldNode):
                deepest = max(deepest, depth(node.selection_set, at + 1) if node.selection_set else at - 1)
            elif isinstance(node, FragmentSpreadNode):
                deepest = max(deepest, depth(fragments[node.name.value].selection_set, at))
            elif isinstance(node, InlineFragmentNode):
                deepest = max(deepest, depth(node.selection_set, at))
        return deepest

    for each in document.definitions:
        if (found := depth(getattr(each, "selection_set", None), 0)) > DEEPEST:
            yield GraphQLError(f"Max query depth should be {DEEPEST} but got {found}.", each)


def _resolved(source: Any, info: GraphQLResolveInfo[Graph], **arguments: Any) -> Any:
    """Return a field's value: from the table of those that need the facts, else the source's of that name."""
    resolver = _FIELDS.get(f"{info.parent_type.name}.{info.field_name}")
    if resolver:
        return resolver(info.context, source, arguments)
    return source[info.field_name] if isinstance(source, dict) else getattr(source, info.field_name)


def _found(index: str, facts: str) -> "Resolver":
    def resolve(graph: Graph, source: Any, _arguments: Arguments) -> Any:
        known = graph.themes if facts == "themes" else getattr(graph.facts, facts)
        keys = getattr(graph, index).find(source["search"])
        first = min(max(source.get("first") or MOST_HITS, 1), MOST_HITS)
        return [known[key] for key in _slice(keys, first, source.get("page"))]

    return resolve


def _slice(rows: Sequence[Any], first: int, page: int | None) -> Sequence[Any]:
    start = (max(page or 1, 1) - 1) * first
    return rows[start : start + max(first, 0)]


def _paginator(rows: Sequence[Any], arguments: Arguments) -> dict[str, Any]:
    first = arguments["first"]
    if first > MOST_A_PAGE:
        raise GraphQLError(
            f"Maximum number of {MOST_A_PAGE} requested items exceeded, got {first}. Fetch smaller chunks."
        )
    page = max(arguments.get("page") or 1, 1)
    shown = _slice(rows, first, page)
    start = (page - 1) * first
    last_page = max(1, -(-len(rows) // first)) if first else 1
    return {
        "data": shown,
        "paginatorInfo": {
            "count": len(shown),
            "currentPage": page,
            "firstItem": start + 1 if shown else None,
            "hasMorePages": page < last_page,
            "lastItem": start + len(shown) if shown else None,
            "lastPage": last_page,
            "perPage": first,
            "total": len(rows),
        },
    }


def _connection(nodes: Sequence[Any], arguments: Arguments) -> dict[str, Any]:
    shown = nodes[: arguments["first"]]
    return {
        "nodes": shown,
        "edges": [{"node": node, "alias": None, "as": None, "notes": None, "relevance": 1} for node in shown],
        "pageInfo": {
            "hasNextPage": len(shown) < len(nodes),
            "hasPreviousPage": False,
            "startCursor": "1" if shown else None,
            "endCursor": str(len(shown)) if shown else None,
            "total": len(nodes),
            "count": len(shown),
            "currentPage": 1,
            "lastPage": 1,
        },
    }


def _fits(arguments: Arguments, values: Mapping[str, Any]) -> bool:
    """Whether a row has the values that were asked for; ``type_in`` takes several, ``nameMain_like`` a pattern."""
    for name, wanted in arguments.items():
        field, _, how = name.partition("_")
        if field not in values:
            continue
        value = values[field]
        if how == "in":
            fits = value in wanted
        elif how == "like":
            fits = wanted.strip("%").casefold() in value.casefold()
        else:
            fits = value == wanted
        if not fits:
            return False
    return True


def _themes(graph: Graph, source: Series | Song, arguments: Arguments) -> Any:
    themes = source.themes if isinstance(source, Series) else graph.facts.themes_of.get(source.key, [])
    fitting = [
        each
        for each in themes
        if _fits(arguments, {"type": each.kind, "sequence": each.sequence, "slug": theme_slug(each)})
    ]
    return _slice(fitting, arguments["first"], arguments.get("page"))


def theme_slug(theme: Theme) -> str:
    """Return what the theme is called within its series: OP1, or OP where there is one only."""
    return f"{theme.kind}{theme.sequence or ''}"


def _performances(rows: Sequence[Performance], arguments: Arguments) -> Any:
    fitting = [
        each
        for each in rows
        if _fits(
            arguments,
            {"alias": each.alias, "as": each.role, "memberAlias": each.member_alias, "memberAs": each.member_role},
        )
    ]
    return _slice(fitting, arguments["first"], arguments.get("page"))


def _resources(links: Mapping[str, str], arguments: Arguments) -> Any:
    rows = [
        {"id": at, "externalId": None, "link": link, "site": site}
        for at, (site, link) in enumerate(links.items(), 1)
        if _fits(arguments, {"site": site, "externalId": None})
    ]
    return _connection(rows, arguments)


def _synonyms(names: Iterable[Named], arguments: Arguments) -> Any:
    return [
        {"id": at, "text": name.text, "language": name.locale}
        for at, name in enumerate(names, 1)
        if _fits(arguments, {"language": name.locale})
    ]


def _series_page(graph: Graph, _source: Any, arguments: Arguments) -> Any:
    known = graph.facts.series
    keys = graph.series_by_text.find(arguments["search"]) if "search" in arguments else known
    rows = [known[key] for key in keys]
    values = [{"id": e.number, "titleRomaji": e.romaji, "slug": e.key, "year": e.year} for e in rows]
    return _paginator([row for row, has in zip(rows, values, strict=True) if _fits(arguments, has)], arguments)


def _themes_page(graph: Graph, _source: Any, arguments: Arguments) -> Any:
    keys = graph.themes_by_text.find(arguments["search"]) if "search" in arguments else graph.themes
    rows = [graph.themes[key] for key in keys]
    values = [{"id": e.number, "type": e.kind, "sequence": e.sequence, "slug": theme_slug(e)} for e in rows]
    return _paginator([row for row, has in zip(rows, values, strict=True) if _fits(arguments, has)], arguments)


def _songs_page(graph: Graph, _source: Any, arguments: Arguments) -> Any:
    rows = list(graph.facts.songs.values())
    values = [{"id": e.number, "titleRomaji": e.romaji, "titleNative": e.native} for e in rows]
    return _paginator([row for row, has in zip(rows, values, strict=True) if _fits(arguments, has)], arguments)


def _artists_page(graph: Graph, _source: Any, arguments: Arguments) -> Any:
    known = graph.facts.artists
    keys = graph.artists_by_text.find(arguments["search"]) if "search" in arguments else known
    rows = [known[key] for key in keys]
    values = [{"id": e.number, "nameMain": e.main, "slug": e.key} for e in rows]
    return _paginator([row for row, has in zip(rows, values, strict=True) if _fits(arguments, has)], arguments)


def _members(graph: Graph, source: Artist, arguments: Arguments) -> Any:
    known = [graph.facts.artists[key] for key in source.members]
    return _connection([each for each in known if _fits(arguments, {"nameMain": each.main})], arguments)


def _groups(graph: Graph, source: Artist, arguments: Arguments) -> Any:
    known = graph.facts.groups_of.get(source.key, [])
    return _connection([each for each in known if _fits(arguments, {"nameMain": each.main})], arguments)


Resolver = Callable[[Graph, Any, Arguments], Any]
_FIELDS: Mapping[str, Resolver] = {
    "Query.search": lambda _, __, arguments: dict(arguments),
    "Query.anime": lambda graph, _, arguments: graph.facts.series.get(arguments["slug"]),
    "Query.artist": lambda graph, _, arguments: graph.facts.artists.get(arguments["slug"]),
    "Query.animePagination": _series_page,
    "Query.animethemePagination": _themes_page,
    "Query.songPagination": _songs_page,
    "Query.artistPagination": _artists_page,
    "Search.anime": _found("series_by_text", "series"),
    "Search.artists": _found("artists_by_text", "artists"),
    "Search.animethemes": _found("themes_by_text", "themes"),
    "Search.songs": _found("songs_by_text", "songs"),
    "Anime.id": lambda _, source, __: source.number,
    "Anime.slug": lambda _, source, __: source.key,
    "Anime.title": lambda _, source, __: source,
    "Anime.synonyms": lambda _, source, arguments: _synonyms(source.synonyms, arguments),
    "Anime.animethemes": _themes,
    "Anime.resources": lambda _, __, arguments: _resources({}, arguments),
    "AnimeTheme.id": lambda _, source, __: source.number,
    "AnimeTheme.type": lambda _, source, __: source.kind,
    "AnimeTheme.slug": lambda _, source, __: theme_slug(source),
    "AnimeTheme.anime": lambda graph, source, _: graph.facts.series[source.series],
    "AnimeTheme.song": lambda graph, source, _: graph.facts.songs[source.song] if source.song else None,
    "Song.id": lambda _, source, __: source.number,
    "Song.title": lambda _, source, __: source,
    "Song.animethemes": _themes,
    "Song.performances": lambda _, source, arguments: _performances(source.performances, arguments),
    "Song.resources": lambda _, source, arguments: _resources(source.links, arguments),
    "Performance.id": lambda _, source, __: source.number,
    "Performance.as": lambda _, source, __: source.role,
    "Performance.memberAlias": lambda _, source, __: source.member_alias,
    "Performance.memberAs": lambda _, source, __: source.member_role,
    "Performance.relevance": lambda _, __, ___: 1,
    "Performance.song": lambda graph, source, _: graph.facts.songs[source.song],
    "Performance.artist": lambda graph, source, _: graph.facts.artists[source.artist],
    "Performance.member": lambda graph, source, _: graph.facts.artists[source.member] if source.member else None,
    "Artist.id": lambda _, source, __: source.number,
    "Artist.slug": lambda _, source, __: source.key,
    "Artist.name": lambda _, source, __: source,
    "Artist.information": lambda _, __, ___: None,
    "Artist.synonyms": lambda _, source, arguments: _synonyms(source.synonyms, arguments),
    "Artist.resources": lambda _, source, arguments: _resources(source.links, arguments),
    "Artist.performances": lambda g, source, arguments: _performances(
        g.facts.performances_of.get(source.key, []), arguments
    ),
    "Artist.memberPerformances": lambda g, source, arguments: _performances(
        g.facts.member_performances_of.get(source.key, []), arguments
    ),
    "Artist.members": _members,
    "Artist.groups": _groups,
}
