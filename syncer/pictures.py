"""Spotify's pictures: which addresses are ones, so that no page ever loads anything else."""

import re

HOST = "https://i.scdn.co"
"""Where Spotify keeps the covers of albums; the API sends their addresses whole."""

_ADDRESS = re.compile(rf"{re.escape(HOST)}/image/[0-9A-Za-z]+")


def picture_url(text: str) -> str:
    """Return the address of a picture on Spotify's own host; "" for any other text."""
    return text if _ADDRESS.fullmatch(text) else ""
