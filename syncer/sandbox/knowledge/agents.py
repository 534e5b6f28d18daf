"""Which User-Agent names its sender: the open databases turn away those that a library sends by itself."""

import re

from syncer.sandbox.wire import Request

_LIBRARIES = re.compile(
    "(python|python-requests|python-urllib|python-httpx|aiohttp|urllib3|node|node-fetch|undici|axios|java|okhttp"
    "|apache-httpclient|go-http-client|curl|wget|libwww-perl|ruby|php|guzzlehttp|mozilla)(/|$|[ ;])",
    re.IGNORECASE,
)


def is_named(request: Request) -> bool:
    """Whether the request says which tool sends it; a browser's name is none."""
    agent = request.headers.get("user-agent", "").strip()
    return bool(agent) and not _LIBRARIES.match(agent)
