"""What a column or a key is called, in the languages of the programs that write lists."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from syncer.catalog.references import duration_ms, isrc, track_uri
from syncer.model import Song

_NAMES: Mapping[str, str] = {
    "title": "trackname songtitle songname tracktitle mastermetadatatrackname title track song name titel titre titulo "
    "titolo chanson cancion canciones musica musicas faixa brano canzone utwor tytul nombre nome nom lied songtitel "
    "nazwa nummer lat parca название песня трек композиция 曲名 曲 曲目 タイトル 楽曲 楽曲名 歌名 "
    "歌曲 歌曲名 歌曲名称 标题 "
    "標題 곡명 제목 노래 곡 titletrack themetitle",
    "artist": "artistnames artistname artist "
    "artists artistcreditname artistcredit creator performer singer band author "
    "kunstlernamen kunstlername kunstler interpret interpreten interprete artiste artistes artista artistas "
    "nomedoartista nomeartista nombredelartista nomdelartiste nomsdesartistes cantor cantante cantora artiest "
    "wykonawca sanatci utøver mastermetadataalbumartistname исполнитель исполнители артист "
    "アーティスト アーティスト名 歌手 "
    "歌手名 艺术家 藝人 艺人 演唱 演唱者 가수 아티스트 作者 composer albumartist albumartistname",
    "album": "albumname albumtitle album release releasename albumtitel nomedoalbum nombredelalbum albumnaam альбом "
    "mastermetadataalbumalbumname アルバム "
    "アルバム名 专辑 專輯 专辑名 앨범",
    "duration": "durationms trackdurationms duration length totaltime playtime time trackdauerms dauer duracion "
    "duracionms duree dureems durata duracao czas 时长 時間 再生時間 длительность 길이 duur tracklength",
    "isrc": "isrc isrccode isrcnumber",
    "uri": "trackuri spotifytrackuri spotifyid spotifyuri spotifyurl spotifylink spotifytrackid uri songid trackid url "
    "trackurl link urideltrack identifier location",
    "version": "songversion",
    "from": "anime series show film movie game animename animetitle 作品 作品名 アニメ 番組",
}
_FIELDS = {name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names.split())}
_NUMBERED = re.compile(r"(artist|artistname)\d")
_GUARDED = re.compile(r"^'(?=[=+\-@|＝＋－＠])")
MAX_TEXT = 500
"""A longer cell is no title."""
_MILLISECONDS_FROM = 10_000
"""A larger number is milliseconds: no song lasts ten thousand seconds, none ten."""
_NO_DURATION = 10_000_000


def simple(name: str) -> str:
    """Return a name of a column in one form: small letters without accents, spaces or signs."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(c for c in unicodedata.normalize("NFC", _ACCENTS.sub("", letters)) if c.isalnum())


_ACCENTS = re.compile("[\u0300-\u036f]")


def field_of(name: str) -> tuple[str, int] | None:
    """Return which field a column of this name holds, and its rank among such names (0 is the most telling)."""
    plain = simple(name)
    if _NUMBERED.fullmatch(plain):
        return "artist", 0
    return _FIELDS.get(plain)


def placed(header: Sequence[str]) -> dict[str, list[int]]:
    """Return for each field its columns: the best by name, and all that are numbered ("Artist Name 1", …)."""
    found: dict[str, tuple[int, list[int]]] = {}
    for index, name in enumerate(header):
        if (known := field_of(name)) is None:
            continue
        field, rank = known
        before = found.get(field, (rank + 1, []))
        if rank < before[0]:
            found[field] = (rank, [index])
        elif rank == before[0] == 0 and _NUMBERED.fullmatch(simple(name)):
            before[1].append(index)
    return {field: columns for field, (_, columns) in found.items()}


def song(values: Mapping[str, object], line: int = 0) -> Song | None:
    """Return the song of these fields, or None where they have no title."""
    title = text(values.get("title"))
    if not title:
        return None
    artist = values.get("artist", ())
    names = artist if isinstance(artist, list | tuple) else [artist]
    return Song(
        title=title,
        artists=tuple(name for each in names if (name := text(each))),
        version=text(values.get("version")) or None,
        album=text(values.get("album")) or None,
        source=text(values.get("from")) or None,
        duration_ms=milliseconds(values.get("duration")),
        isrc=isrc(text(values.get("isrc"))),
        uri=track_uri(text(values.get("uri"))),
        line=line,
    )


def text(value: object) -> str:
    """Return a value as one line, or "" where it is none or too long to be a name.

    An apostrophe that keeps a spreadsheet from running the text is left out.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    line = " ".join(str(value).split())
    return (_GUARDED.sub("", line) if line[:1] == "'" else line) if len(line) <= MAX_TEXT else ""


def milliseconds(value: object) -> int | None:
    """Return a duration that is written as "4:29", in seconds or in milliseconds; None for anything else."""
    written = text(value)
    if ":" in written:
        return duration_ms(written)
    try:
        number = float(written)
    except ValueError:
        return None
    if not 0 < number < _NO_DURATION:
        return None
    return round(number if number >= _MILLISECONDS_FROM else number * 1000)
