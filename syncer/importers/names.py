"""What a column or a key is called, in the languages of the programs that write lists."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_NAMES: Mapping[str, str] = {
    "title": "trackname songtitle songname tracktitle mastermetadatatrackname title track "
    "song name titel titre titulo "
    "titolo chanson cancion canciones musica musicas faixa brano canzone utwor tytul nombre nome nom lied songtitel "
    "nazwa nummer lat parca название песня трек композиция 曲名 曲 曲目 タイトル 楽曲 楽曲名 歌名 名前 "
    "歌曲 歌曲名 歌曲名称 标题 "
    "標題 곡명 제목 노래 곡 titletrack themetitle",
    "artist": "artistnames byartist artistname artist songartist "
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
    "uri": "trackuri spotifytrackuri spotifyid spotifyuri spotifyurl spotifylink "
    "spotifytrackid uri songid trackid url "
    "trackurl link urideltrack identifier location",
    "version": "songversion",
    "both": "trackdescription artisttitle titleartist artisttrack artistandtitle titleandartist",
    "from": "from anime animeenname animejpname animeromaji animeenglish "
    "series show film movie game animename animetitle 作品 作品名 アニメ 番組",
}
_FIELDS = {name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names.split())}

_STEMS: Mapping[str, str] = {
    "title": "track song title titel titre titulo titolo traccia brano brani cancion chanson "
    "morceau piste faixa musica "
    "cancao lied nummer utwor tytul piosenka parca sarki lat spar skladba pisen cim szam kappale lagu judul melodie "
    "трек песня песни песню композиция композиции пісня название назва work "
    "musiktitel liedtitel musikstuck sang dal laulu biisi hat τραγουδι שיר أغنية اغنية "
    "トラック 曲 曲目 楽曲 タイトル 題名 歌 歌曲 单曲 單曲 标题 標題 트랙 곡 노래 제목",
    "artist": "artist artiest interpret interprete interpreti kunstler cantante cantor "
    "cantora chanteur chanteuse wykonawca "
    "wykonawcy sanatci umelec zpevak eloado esittaja penyanyi singer performer band musician "
    "grupo groupe gruppe banda "
    "исполнитель исполнителя исполнители артист артиста группа виконавець "
    "sanger sangerin kunstner ca καλλιτεχνης אמן זמר فنان الفنان المغني "
    "アーティスト 歌手 演奏者 艺术家 艺人 藝人 歌手名 演唱者 아티스트 가수",
    "album": "album albuma albumu albom disco альбом альбома альбому アルバム 专辑 專輯 唱片 앨범",
    "duration": "duration dauer duree duracion duracao durata duur czas length lange sure "
    "varighet langd runtime playtime "
    "длительность продолжительность 再生時間 時長 时长 길이",
    "uri": "uri url link enlace lien ссылка",
}
"""Words that name a field, also with an ending or with "name" behind them."""
_AROUND = (
    "name names nom noms nombre nombres nome nomes nomi naam nazwa namn navn adi isim imie "
    "jmeno nev имя имена 名 名称 이름 "
    "the of de del della dello dell delle des der do da dos di du le la les el il los las l d "
    "s i si u et and spotify "
    "ten bai ms milliseconds millis sec secs seconds min minutes in mm ss main primary"
)
_STOP = frozenset(_AROUND.split())
"""Words that say nothing about what a column holds."""
_MANY = "links urls tracks songs titles albums canciones musicas faixas"
_COUNTS = frozenset(_MANY.split())
"""Alone, these say how many there are."""
_INFLECTED = "s n e en es er em a u y i o ow ov si ni а я и ы у е ей ов ь"
_ENDINGS = frozenset(_INFLECTED.split())
"""What inflection adds to a word."""
_LEAST = 4
"""A shorter word takes no ending."""
_NAME = re.compile(r"(?:name|names|namen|naam|namn|navn|titel|title)$|(?:の?(?:タイトル|名前|名)|名称|名稱|이름|명)$")
BY_WORDS = 1000
"""The rank of a name that is only known by its words."""
_ORDER = ("uri", "duration", "artist", "album", "title")
"""Which of several words says what a column holds: "track artist" is an artist, "song link" a link."""
_LONGEST = 60
_DIGITS = tuple("0123456789")
_ACCENTS = re.compile("[\u0300-\u036f]")
_WORDS = {
    unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", word.casefold()))): field
    for field, words in _STEMS.items()
    for word in words.split()
}


def simple(name: str) -> str:
    """Return a name of a column in one form: small letters without accents, spaces or signs."""
    return "".join(c for c in _plain(name) if c.isalnum())


def is_numbered(name: str) -> bool:
    """Return whether a column is one of several for the same, such as "Artist Name 2"."""
    return name.rstrip().endswith(_DIGITS)


@lru_cache(maxsize=2000)
def field_of(name: str) -> tuple[str, int] | None:
    """Return which field a column of this name holds, and its rank among such names (0 is the most telling)."""
    if len(name) > _LONGEST:
        return None
    if is_numbered(name):
        known = field_of(name.rstrip().rstrip("0123456789 _-"))
        return ("artist", 0) if known and known[0] == "artist" else None
    return _FIELDS.get(simple(name)) or _by_words(name)


def _by_words(name: str) -> tuple[str, int] | None:
    words = [word for word in re.findall(r"[^\W\d_]+", _plain(name)) if word not in _STOP]
    fields = [_of_word(word) for word in words]
    if not fields or None in fields or (len(words) == 1 and words[0] in _COUNTS):
        return None
    return next(field for field in _ORDER if field in fields), BY_WORDS + len(words)


def _of_word(word: str) -> str | None:
    bare = _NAME.sub("", word)
    for each in (word, bare):
        for cut in range(3):
            stem = each[: len(each) - cut]
            known = _WORDS.get(stem)
            if known and (not cut or (len(stem) >= _LEAST and each[len(stem) :] in _ENDINGS)):
                return known
    return None


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold().replace("ı", "i"))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", letters))
