"""What open databases may know of the labelled cases' songs: made from the labels, with gaps and noise as in life.

Gaps: a quarter of the series are not known under the name in the list, 40 % of the original titles of their songs are
missing, 30 % of the recordings are unknown; some have no ISRC, length or id at Spotify. Noise: other songs of the same
series, series of similar names, songs of the same name by others, covers and remixes, and ids at Spotify that are of
another recording. Of the songs that are not there, the databases know some. Everything is drawn by hash, so that every
run is the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pushing import Case

from syncer.sandbox.text import fold

Row = dict[str, Any]
Track = Mapping[str, Any]
SERIES_UNKNOWN = 0.25
NATIVE_MISSING = 0.40
RECORDING_UNKNOWN = 0.30
THEME_UNKNOWN = 0.04
NO_LENGTH = 0.25
NO_ISRC = 0.40
MAPPED = 0.35
"""Labs know the id of so many recordings."""
LINKED = 0.20
"""AnimeThemes links so many songs."""
WRONG_ID = 0.07
"""So many of these ids are of another recording."""
ABSENT_KNOWN = 0.45
"""So many of the songs that are not there are known."""
SECOND_FITS = 0.06
ARTIST_ALIASED = 0.85
"""MusicBrainz knows so many artists under the name in the list."""
SERIES_KINDS = ("anime_as_artist", "anime_list_hand_checked_homonym_present", "anime_list_not_in_index")
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0400-\u04ff]")
_SYLLABLES = re.findall(
    "[a-z]{2,3}", "ka ki ku ke ko sa shi su se so ta chi tsu te to na ni mi mo ma ra ri ru re ro ha yo yu wa"
)
_KANA = re.compile("[\u3041-\u30fa]")
_MOST_NOISE = 4
POOL = 0.05
"""So many of the Japanese tracks are used as other songs of a series."""


def chance(*what: str) -> float:
    """Return a number from 0 to 1 that these words always give."""
    return int.from_bytes(sha256("\0".join(what).encode()).digest()[:6]) / 2**48


def made_up(count: int, *what: str) -> str:
    """Return so many made-up words that sound Japanese."""
    words = []
    for word in range(count):
        length = 2 + int(3 * chance("length", str(word), *what))
        at = (chance("syllable", str(word), str(each), *what) for each in range(length))
        words.append("".join(_SYLLABLES[int(len(_SYLLABLES) * each)] for each in at).capitalize())
    return " ".join(words)


def is_latin(text: str) -> bool:
    """Whether a text is in no script but the Latin one, as far as it matters here."""
    return not _OTHER_SCRIPT.search(text)


def pick(rows: Sequence[Any], count: int, *what: str) -> list[Any]:
    """Return so many of the rows."""
    order = sorted(range(len(rows)), key=lambda at: chance("pick", str(at), *what))
    return [rows[at] for at in order[:count]]


@dataclass
class Shelf:
    """What is needed of the library."""

    by_id: dict[str, Track] = field(default_factory=dict)
    by_title: dict[str, list[Track]] = field(default_factory=lambda: defaultdict(list))
    by_artist: dict[str, list[Track]] = field(default_factory=lambda: defaultdict(list))
    japanese: list[Track] = field(default_factory=list)
    """Some of the tracks with a Japanese title and its romanisation."""

    @classmethod
    def of(cls, cases: Sequence[Case], tracks: Iterable[Track]) -> "Shelf":
        """Go through the library once, and keep what has to do with the cases."""
        shelf = cls()
        ids = {each for case in cases for each in case["expected"]}
        right = [one for case in cases for one in case["candidates"] if one["id"] in ids]
        titles = {fold(case["query"]["title"]) for case in cases} | {fold(one["name"]) for one in right}
        artists = {artist["name"] for one in right for artist in one["artists"][:1]}
        for track in tracks:
            if track["id"] in ids:
                shelf.by_id[track["id"]] = track
            if (title := fold(track["name"])) in titles:
                shelf.by_title[title].append(track)
            if track["artists"] and track["artists"][0] in artists:
                shelf.by_artist[track["artists"][0]].append(track)
            if track.get("title_alias") and _KANA.search(track["name"]) and chance("pool", track["id"]) < POOL:
                shelf.japanese.append(track)
        return shelf


class Databases:
    """Collects the facts, and remembers which cases they help with."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._artists: dict[str, Row] = {}
        self._rows: dict[tuple[str, str], Row] = {}
        self.known: set[str] = set()
        """Ids of the cases whose song is known, under the title and artist of the list."""

    @classmethod
    def of(cls, cases: Sequence[Case], shelf: Shelf) -> "Databases":
        """Return what the databases know of these cases."""
        made = cls(shelf)
        series: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            if case["kind"] in SERIES_KINDS:
                series[case["query"]["artist"]].append(case)
        for name, songs in series.items():
            made.add_series(name, songs)
        for case in cases:
            made.add_recordings(case)
        return made

    @property
    def rows(self) -> list[Row]:
        """The facts, as the sandbox reads them."""
        return [*self._artists.values(), *self._rows.values()]

    def _add(self, row: Row) -> str:
        kind, key = next(iter(row.items()))
        self._rows[kind, key] = row
        return str(key)

    def add_artist(self, name: str, other: str | None = None, asked: str | None = None) -> str:
        """Return an artist's key; ``other`` is the name in another script, ``asked`` the name in the list."""
        key = f"a{sha256(fold(name).encode()).hexdigest()[:12]}"
        latin, native = (name, other) if is_latin(name) else (other, name)
        known = self._artists.setdefault(
            key,
            {
                "artist": key,
                "main": latin or name,
                "native": native if chance("artist native", name) >= NATIVE_MISSING else None,
                "name": native or name,
                "sort": latin or name,
                "aliases": [[latin, "en"]] if latin and native else [],
            },
        )
        if asked and chance("artist alias", name) < ARTIST_ALIASED:
            names = {fold(each) for each in (known["name"], *(alias for alias, _ in known["aliases"]))}
            if fold(asked) not in names:
                known["aliases"].append([asked, "en" if is_latin(asked) else None])
        return key

    def _artists_of(self, track: Track, asked: str | None = None) -> list[str]:
        aliases = track.get("artist_aliases") or {}
        names = track["artists"][:3] or ["Unknown"]
        if asked and any(fold(name) in fold(asked) for name in names):  # no other name of the first
            asked = None
        return [
            self.add_artist(name, _other_script(name, aliases.get(name)), asked if at == 0 else None)
            for at, name in enumerate(names)
        ]

    def add_series(self, name: str, cases: Sequence[Case]) -> None:
        """Add a series with the songs that lists name it for, others of its songs, and one of a similar name."""
        known = chance("series", name) >= SERIES_UNKNOWN
        themes = []
        for case in cases:
            if case["expected"] and chance("theme", case["id"]) < THEME_UNKNOWN:
                continue
            if not case["expected"] and chance("absent theme", case["id"]) >= ABSENT_KNOWN:
                continue
            themes += self._songs(case)
            if known and case["expected"]:
                self.known.add(case["id"])
        themes += [self._theme_of(track, name) for track in pick(self._shelf.japanese, _MOST_NOISE, "noise", name)]
        titles = _titles(name) if known else {"romaji": made_up(3, "romaji", name), "english": None}
        half = len(themes) // 2 if len(cases) > 2 else len(themes)  # noqa: PLR2004 - long ones have two seasons
        self._season(titles, themes[:half], "")
        if half < len(themes):
            self._season(titles, themes[half:], " 2nd Season")
        self._similar(name)

    def _season(self, titles: Row, songs: Sequence[str], suffix: str) -> None:
        romaji = f"{titles['romaji']}{suffix}"
        slug = f"s{sha256(romaji.encode()).hexdigest()[:12]}"
        kinds = ("OP", "ED", "IN")
        themes = [[kinds[at % 3], at // 3 + 1, song] for at, song in enumerate(songs)]
        english = f"{titles['english']}{suffix}" if titles.get("english") else None
        self._add({"series": slug, **titles, "romaji": romaji, "english": english, "year": 2015, "themes": themes})

    def _similar(self, name: str) -> None:
        """Add a series that a careless reader takes for this one, with a song of the same name by others at times."""
        others = [self._theme_of(track, f"similar {name}") for track in pick(self._shelf.japanese, 2, "similar", name)]
        self._season({"romaji": f"{name} {made_up(1, 'similar', name)}", "synonyms": []}, others, "")

    def _songs(self, case: Case) -> Iterator[str]:
        title = case["query"]["title"]
        track = self._right(case)
        if track is None:
            performer = made_up(2, "performer", case["id"])
            if chance("absent performer", case["id"]) < 0.5:  # noqa: PLR2004 - half have sung something that is there
                performer = pick(self._shelf.japanese, 1, "absent", case["id"])[0]["artists"][0]
            yield self._song(f"c{case['id']}", title, None, [self.add_artist(performer)], None)
            return
        native = next((one for one in self._names(case) if not is_latin(one)), None)
        missing = chance("native", case["id"]) < NATIVE_MISSING
        link = self._id(case, LINKED, "link")
        yield self._song(
            f"c{case['id']}", _spelt(title, case["id"]), None if missing else native, self._artists_of(track), link
        )
        if chance("second", case["id"]) < SECOND_FITS:
            homonyms = self._others(title, track)
            if homonyms:
                yield self._theme_of(homonyms[0], case["id"], title=title)

    def _song(self, key: str, romaji: str, native: str | None, artists: Sequence[str], track: str | None) -> str:
        by: list[Row] = [{"artist": artist} for artist in artists]
        if chance("group", key) < 0.1:  # noqa: PLR2004 - a group has a row for each member
            members = [self.add_artist(made_up(2, "member", key, str(at))) for at in range(2)]
            by = [{"artist": artists[0], "member": each, "memberAs": made_up(2, "role", each)} for each in members]
        links = {"links": {"SPOTIFY": f"https://open.spotify.com/track/{track}"}} if track else {}
        return self._add({"song": key, "romaji": romaji, "native": native, "by": by, **links})

    def _theme_of(self, track: Track, why: str, title: str | None = None) -> str:
        romaji = title or track.get("title_alias") or track["name"]
        native = None if is_latin(track["name"]) or chance("native", track["id"]) < NATIVE_MISSING else track["name"]
        key = f"t{track['id']}-{sha256(why.encode()).hexdigest()[:6]}"
        return self._song(key, romaji, native, self._artists_of(track), None)

    def add_recordings(self, case: Case) -> None:
        """Add the recording that a case is of, others of the name, others of the artist, covers and remixes."""
        track = self._right(case)
        if track is None:
            self._absent(case)
        else:
            if chance("recording", case["expected"][0]) >= RECORDING_UNKNOWN:
                self._recording(case, track)
                if case["kind"] not in SERIES_KINDS:
                    self.known.add(case["id"])
            for other in pick(self._shelf.by_artist.get(track["artists"][0], []), 3, "same artist", case["id"]):
                if other["id"] not in case["expected"]:
                    self._of_track(other)
        for other in self._others(case["query"]["title"], track):
            self._of_track(other)

    def _recording(self, case: Case, track: Track) -> None:
        asked = case["query"]
        title = next((one for one in self._names(case) if not is_latin(one)), track["name"])
        also = asked["title"]
        if case["kind"] == "human_hangul_to_english" and chance("hangul", case["id"]) < 0.5:  # noqa: PLR2004
            title, also = also, track["name"]
        artist = asked["artist"] if case["kind"] not in SERIES_KINDS else None
        by = _credited(self._artists_of(track, artist))
        row: Row = {"recording": f"c{case['id']}", "title": title, "by": by, **self._facts_of(case)}
        releases = [{"title": track.get("album") or title, "date": track.get("release_date") or ""}]
        work = f"c{case['id']}"
        aliases = []
        if fold(also) != fold(title):
            how = chance("alias", case["id"])
            if how < 0.4:  # noqa: PLR2004
                row["aliases"] = [[also, "en"]]
            elif how < 0.7:  # noqa: PLR2004
                aliases = [[also, "en"]]
            else:
                releases.append({"title": also, "status": "Pseudo-Release", "script": "Latn"})
        self._add({"work": work, "title": title, "aliases": aliases})
        self._add({**row, "releases": releases, "work": work})
        cover = self.add_artist(made_up(2, "cover", case["id"]))
        if chance("cover", case["id"]) < 0.5:  # noqa: PLR2004
            self._add({"recording": f"v{case['id']}", "title": title, "by": [{"artist": cover}], "work": work})
        if chance("remix", case["id"]) < 0.3:  # noqa: PLR2004
            self._add({"recording": f"m{case['id']}", "title": f"{title} (Remix)", "by": by, "comment": "remix"})

    def _facts_of(self, case: Case) -> Row:
        found: Row = {}
        expected = [self._shelf.by_id[each] for each in case["expected"] if each in self._shelf.by_id]
        length = next((one["duration_ms"] for one in expected if one.get("duration_ms")), None)
        if length and chance("length", case["id"]) >= NO_LENGTH:
            found["length"] = length + round(3000 * chance("off", case["id"]) - 1500)
        isrc = next((one["isrc"] for one in expected if one.get("isrc")), None)
        if isrc and chance("isrc", case["id"]) >= NO_ISRC:
            found["isrcs"] = [isrc]
        if mapped := self._id(case, MAPPED, "labs"):
            found["tracks"] = [mapped]
        return found

    def _of_track(self, track: Track) -> None:
        row: Row = {
            "recording": f"t{track['id']}",
            "title": track["name"],
            "by": _credited(self._artists_of(track)),
            "releases": [{"title": track.get("album") or track["name"], "date": track.get("release_date") or ""}],
        }
        if track.get("duration_ms"):
            row["length"] = track["duration_ms"]
        if track.get("isrc") and chance("isrc", track["id"]) >= NO_ISRC:
            row["isrcs"] = [track["isrc"]]
        if chance("labs", track["id"]) < MAPPED:
            row["tracks"] = [track["id"]]
        self._add(row)

    def _absent(self, case: Case) -> None:
        """Add a song that exists, though it is not there; its id, where one is known, is of something else."""
        if chance("absent recording", case["id"]) >= ABSENT_KNOWN:
            return
        artist = case["query"]["artist"] if case["kind"] not in SERIES_KINDS else made_up(2, "performer", case["id"])
        row: Row = {
            "recording": f"c{case['id']}",
            "title": case["query"]["title"],
            "by": [{"artist": self.add_artist(artist)}],
        }
        if case["candidates"] and chance("labs", case["id"]) < WRONG_ID:
            row["tracks"] = [pick(case["candidates"], 1, case["id"])[0]["id"]]
        self._add(row)

    def _right(self, case: Case) -> Track | None:
        """Return the track that is meant, the one of which most is known; None where none is there."""
        found = [self._shelf.by_id[each] for each in case["expected"] if each in self._shelf.by_id]
        return max(
            found, key=lambda one: (bool(one.get("isrc")), bool(one.get("duration_ms")), one["id"]), default=None
        )

    def _names(self, case: Case) -> list[str]:
        return [self._shelf.by_id[each]["name"] for each in case["expected"] if each in self._shelf.by_id]

    def _others(self, title: str, track: Track | None) -> list[Track]:
        """Return tracks of this title by others."""
        ours = set(track["artists"]) if track else set()
        others = [one for one in self._shelf.by_title.get(fold(title), []) if not ours & set(one["artists"])]
        return pick(others, _MOST_NOISE, "homonym", title)

    def _id(self, case: Case, share: float, why: str) -> str | None:
        """Return an id at Spotify for some cases; now and then it is of another recording."""
        if chance(why, case["id"]) >= share:
            return None
        wrong = [
            one["id"] for one in case["candidates"] if one["id"] not in {*case["expected"], *case.get("tolerated", ())}
        ]
        if wrong and chance("wrong", why, case["id"]) < WRONG_ID:
            return str(pick(wrong, 1, why, case["id"])[0])
        return str(pick(case["expected"], 1, why, case["id"])[0])


def _titles(name: str) -> Row:
    """Return the titles of a series that is known under this name: by its romaji or English title, or a synonym."""
    how, romaji = chance("field", name), made_up(3, "romaji", name)
    if how < 0.4:  # noqa: PLR2004
        return {"romaji": name, "english": None, "synonyms": []}
    if how < 0.75:  # noqa: PLR2004
        return {"romaji": romaji, "english": name, "synonyms": []}
    return {"romaji": romaji, "english": f"{name}: {made_up(2, 'subtitle', name)}", "synonyms": [[name]]}


def _spelt(title: str, key: str) -> str:
    """Return a title as the database spells it: now and then its long vowels are written otherwise."""
    if chance("spelling", key) < 0.15:  # noqa: PLR2004
        return title.replace("ou", "o").replace("uu", "u")
    return title


def _other_script(name: str, alias: str | None) -> str | None:
    return alias if alias and is_latin(alias) != is_latin(name) else None


def _credited(artists: Sequence[str]) -> list[Row]:
    return [{"artist": each, "join": " & " if at < len(artists) - 1 else ""} for at, each in enumerate(artists)]
