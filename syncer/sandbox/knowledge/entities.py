"""How MusicBrainz writes an entity: as a hit of a search, and looked up, with what is asked to be included."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from syncer.sandbox.knowledge.facts import Artist, Facts, Named, Recording, Release, Work, mbid

PERFORMANCE = "a3005666-a872-32c3-ad06-98af558e99b0"
MEMBER = "5be4c609-9afa-4ea0-910b-12ffb71e3821"
WRITERS = {
    "composer": "d59d99ea-23d4-4a80-b066-edca32ee158f",
    "lyricist": "3e48faba-ec01-47fd-8e89-30e81161661c",
    "writer": "a255bca1-b157-4518-9108-7b147dc3fc68",
}
_STATUS = {
    "Official": "4e304316-386d-3409-af2e-78857eec5cfe",
    "Pseudo-Release": "41121bb9-3413-3818-8a9a-9742318349aa",
    "Promotion": "518ffc83-5cde-34df-8627-81bff5093d92",
    "Bootleg": "1156806e-d06a-38bd-83f0-cf2284a808b9",
}
_FREE_STREAMING = "7e41ef12-a124-4324-afdb-fdbae687a89c"
Json = dict[str, Any]


class Answers:
    """Writes entities."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def found_recording(self, recording: Recording, score: int) -> Json:
        """Return a hit of a search for recordings."""
        answer: Json = {
            "id": recording.mbid,
            "score": score,
            "title": recording.title,
            "length": recording.length,
            "video": True if recording.video else None,
            "artist-credit": [
                {
                    **({"joinphrase": credit.join} if credit.join else {}),
                    "name": credit.name or self._facts.artists[credit.artist].name,
                    "artist": self._found_credit(self._facts.artists[credit.artist]),
                }
                for credit in recording.credits
            ],
            "artist-credit-id": mbid("artist-credit", recording.key),
            **({"disambiguation": recording.comment} if recording.comment else {}),
            **({"first-release-date": recording.date} if recording.date else {}),
            "releases": [_found_release(recording, release) for release in recording.releases],
        }
        if recording.length is None:
            del answer["length"]
        if recording.isrcs:
            answer["isrcs"] = list(recording.isrcs)
        return answer

    def found_work(self, work: Work, score: int) -> Json:
        """Return a hit of a search for works."""
        recordings = self._facts.recordings_of.get(work.key, [])
        relations: list[Json] = [
            {
                "type": role,
                "type-id": WRITERS[role],
                "direction": "backward",
                "artist": _short(self._facts.artists[key]),
            }
            for key, role in work.writers
        ]
        relations += [
            {
                "type": "performance",
                "type-id": PERFORMANCE,
                "direction": "backward",
                "recording": {"id": each.mbid, "title": each.title, "video": None},
            }
            for each in recordings
        ]
        return {
            "id": work.mbid,
            "type": "Song",
            "score": score,
            "title": work.title,
            "language": work.language,
            "languages": [work.language],
            "aliases": _found_aliases(work.aliases),
            "relations": relations,
        }

    def found_artist(self, artist: Artist, score: int) -> Json:
        """Return a hit of a search for artists."""
        return {
            "id": artist.mbid,
            "type": artist.kind,
            "score": score,
            "name": artist.name,
            "sort-name": artist.sort_name,
            **({"country": artist.country} if artist.country else {}),
            **({"disambiguation": artist.comment} if artist.comment else {}),
            "life-span": {"ended": None},
            **({"aliases": _found_aliases(artist.aliases)} if artist.aliases else {}),
        }

    def recording(self, recording: Recording, inc: Collection[str]) -> Json:
        """Return a recording that was looked up."""
        answer: Json = {
            "id": recording.mbid,
            "title": recording.title,
            "length": recording.length,
            "disambiguation": recording.comment,
            "video": recording.video,
            "first-release-date": recording.date,
        }
        if "aliases" in inc:
            answer["aliases"] = _aliases(recording.aliases)
        if "isrcs" in inc:
            answer["isrcs"] = list(recording.isrcs)
        if "artist-credits" in inc:
            answer["artist-credit"] = [
                {
                    "name": credit.name or self._facts.artists[credit.artist].name,
                    "joinphrase": credit.join,
                    "artist": self._credited(self._facts.artists[credit.artist], inc),
                }
                for credit in recording.credits
            ]
        if "releases" in inc:
            answer["releases"] = [_release(release) for release in recording.releases]
        if any(each.endswith("-rels") for each in inc):
            answer["relations"] = [*self._recording_relations(recording, inc)]
        return answer

    def work(self, work: Work, inc: Collection[str]) -> Json:
        """Return a work that was looked up."""
        answer: Json = {
            "id": work.mbid,
            "title": work.title,
            "type": "Song",
            "type-id": "f061270a-2fd6-32f1-a641-f0f8676d14e6",
            "language": work.language,
            "languages": [work.language],
            "disambiguation": "",
            "iswcs": [],
            "attributes": [],
        }
        if "aliases" in inc:
            answer["aliases"] = _aliases(work.aliases)
        relations: list[Json] = []
        if "artist-rels" in inc:
            writers = ((self._facts.artists[key], role) for key, role in work.writers)
            relations += [
                _relation(role, WRITERS[role], "artist", _credit_of(writer), backward=True) for writer, role in writers
            ]
        if "recording-rels" in inc:
            relations += [
                _relation("performance", PERFORMANCE, "recording", self.recording(each, inc), backward=True)
                for each in self._facts.recordings_of.get(work.key, [])
            ]
        if any(each.endswith("-rels") for each in inc):
            answer["relations"] = relations
        return answer

    def artist(self, artist: Artist, inc: Collection[str]) -> Json:
        """Return an artist that was looked up."""
        answer: Json = {
            **self._credited(artist, inc),
            "type-id": mbid("artist-type", artist.kind),
            "gender": None,
            "area": None,
            "life-span": {"begin": None, "end": None, "ended": False},
            "ipis": [],
            "isnis": [],
        }
        if "artist-rels" in inc:
            members = (self._facts.artists[key] for key in artist.members)
            groups = self._facts.groups_of.get(artist.key, [])
            answer["relations"] = [
                *(_relation("member of band", MEMBER, "artist", _credit_of(each), backward=True) for each in members),
                *(_relation("member of band", MEMBER, "artist", _credit_of(each)) for each in groups),
            ]
        elif any(each.endswith("-rels") for each in inc):
            answer["relations"] = []
        if "recordings" in inc:
            answer["recordings"] = [
                self.recording(each, inc)
                for each in self._facts.recordings.values()
                if artist.key in {credit.artist for credit in each.credits}
            ][:25]
        return answer

    def _credited(self, artist: Artist, inc: Collection[str]) -> Json:
        found = {**_credit_of(artist), "country": artist.country}
        return {**found, "aliases": _aliases(artist.aliases)} if "aliases" in inc else found

    def _found_credit(self, artist: Artist) -> Json:
        return {
            **_short(artist),
            **({"disambiguation": artist.comment} if artist.comment else {}),
            **({"aliases": _found_aliases(artist.aliases)} if artist.aliases else {}),
        }

    def _recording_relations(self, recording: Recording, inc: Collection[str]) -> Iterable[Json]:
        if "work-rels" in inc and recording.work:
            work = self._facts.works[recording.work]
            deeper = set(inc) & {"aliases"} | ({"artist-rels"} if "work-level-rels" in inc else set())
            yield _relation("performance", PERFORMANCE, "work", self.work(work, deeper))
        if "url-rels" in inc:
            for track in recording.tracks:
                address = f"https://open.spotify.com/track/{track}"
                url = {"id": mbid("url", address), "resource": address}
                yield _relation("free streaming", _FREE_STREAMING, "url", url)


def _relation(kind: str, type_id: str, target: str, value: Mapping[str, Any], *, backward: bool = False) -> Json:
    return {
        "type": kind,
        "type-id": type_id,
        "target-type": target,
        "direction": "backward" if backward else "forward",
        target: value,
        "attributes": [],
        "attribute-values": {},
        "source-credit": "",
        "target-credit": "",
        "begin": None,
        "end": None,
        "ended": False,
    }


def _short(artist: Artist) -> Json:
    return {"id": artist.mbid, "name": artist.name, "sort-name": artist.sort_name}


def _credit_of(artist: Artist) -> Json:
    return {**_short(artist), "disambiguation": artist.comment, "type": artist.kind}


def _found_aliases(names: Iterable[Named]) -> list[Json]:
    return [
        {
            "sort-name": name.text,
            "name": name.text,
            "locale": name.locale,
            "type": None,
            "primary": True if name.locale else None,
            "begin-date": None,
            "end-date": None,
        }
        for name in names
    ]


def _aliases(names: Iterable[Named]) -> list[Json]:
    return [
        {
            "name": name.text,
            "sort-name": name.text,
            "locale": name.locale,
            "primary": True if name.locale else None,
            "type": None,
            "type-id": None,
            "begin": None,
            "end": None,
            "ended": False,
        }
        for name in names
    ]


def _found_release(recording: Recording, release: Release) -> Json:
    """Return a release below a hit; its one medium has the one track that is known."""
    group = {
        "id": mbid("release-group", release.title),
        "title": release.title,
        "primary-type": release.kind,
        **({"secondary-types": list(release.secondary)} if release.secondary else {}),
    }
    track = {
        "id": mbid("track", f"{release.title}:{recording.key}"),
        "number": "1",
        "title": recording.title,
        **({"length": recording.length} if recording.length is not None else {}),
    }
    return {
        "id": mbid("release", f"{release.title}:{release.status}"),
        "title": release.title,
        "status": release.status,
        "status-id": _STATUS[release.status],
        "release-group": group,
        **({"date": release.date, "country": release.country} if release.date else {}),
        "track-count": 1,
        "media": [{"position": 1, "format": "CD", "track": [track], "track-count": 1, "track-offset": 0}],
    }


def _release(release: Release) -> Json:
    return {
        "id": mbid("release", f"{release.title}:{release.status}"),
        "title": release.title,
        "status": release.status,
        "status-id": _STATUS[release.status],
        "quality": "normal",
        "text-representation": {"language": release.language, "script": release.script},
        "date": release.date,
        "country": release.country,
        "barcode": "",
        "disambiguation": "",
        "packaging": None,
        "packaging-id": None,
    }
