"""syncer turns a list of songs in a TOML file into a Spotify playlist, and keeps it that way.

The files in the order of the data flow:

``catalog`` (songs as a person wrote them) → ``matching`` (queries, candidates, scores, outcomes), with a second
opinion from ``knowledge`` (open databases) → ``lock`` (what was chosen) → ``plan`` (what to change) → ``push``
(changing it) → ``report`` (what to tell the person).

``importers``, ``exporters`` and ``pull`` get lists in and out; ``review`` has what a person decides, ``web`` shows it
on a page. ``model`` holds the values they exchange. Only ``spotify`` and ``knowledge.wire`` send anything, only
``terminal`` and ``keys`` know the screen; ``files`` and ``database`` write for all. ``sandbox`` is a small Spotify of
our own, and the open databases with it; ``commands`` has one file a verb and ``cli`` lists them. For those who do not
look: ``schedule`` (a daily push), ``notify``, ``log`` and ``doctor``.
"""

__version__ = "0.1.0"
PROJECT_PAGE = "https://github.com/syncer-playlists/syncer"
"""Where those whose servers syncer asks can find out what it is."""
