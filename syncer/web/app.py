"""From requests to pages: each button is a form, and each form is answered with the way to the next page.

All that touches catalog, lock and Spotify's answers happens in one thread, one thing after the other.
"""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from syncer.errors import SyncerError
from syncer.report.parts import part
from syncer.review.entries import Reply
from syncer.review.sitting import Sitting
from syncer.review.wording import BUSY
from syncer.web.pages import FILTERS, Pages, View, plain_page
from syncer.web.pushing import Pushing
from syncer.web.visitors import Visitors

T = TypeVar("T")

REPLIES = 20
"""So many answers to forms are kept until their pages have shown them."""
DIGITS = 6
"""So many a number in a request may have: there are fewer songs, and fewer decisions."""
REPORT_POLICY = "frame-ancestors 'none'"
"""The report says itself what it may load; what the other pages may would forbid its own style."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a review is made of."""

    sitting: Sitting
    pushing: Pushing
    pages: Pages
    visitors: Visitors
    desk: Executor
    """One thread, in which the sitting was made."""
    report: Callable[[], str]
    """Makes the page of the last push's report; raises UsageError where there is none."""


def app_of(parts: Parts) -> Starlette:
    """Return the app that serves a review; who may use it is for others to say."""
    office = _Office(parts)
    pages = {"/": office.songs, "/push": office.push, "/push/part": office.push_part, "/report": office.report}
    files = {"/style.css": office.style, "/script.js": office.script, "/here": office.here}
    forms = {
        "/take": lambda form: parts.sitting.take(form["song"], form["uri"]),
        "/link": lambda form: parts.sitting.link(form["song"], form["link"]),
        "/search": lambda form: parts.sitting.search(form["song"], form["words"]),
        "/unsearch": lambda form: parts.sitting.forget_search(form["song"]),
        "/absent": lambda form: parts.sitting.absent(form["song"]),
        "/reopen": lambda form: parts.sitting.reopen(form["song"]),
        "/leave": lambda form: parts.sitting.leave(form["song"]),
        "/answer": lambda form: parts.sitting.answer(form["song"], form["what"]),
        "/undo": lambda form: parts.sitting.undo(form.number("deed")),
        "/own": office.owned,
    }
    posts = {"/plan": office.plan, "/push": office.carry_out, "/stop": office.stop, "/gone": office.gone}
    return Starlette(
        routes=[
            *(Route(path, shown, methods=["GET"]) for path, shown in {**pages, **files}.items()),
            *(Route(path, office.decides(act), methods=["POST"]) for path, act in forms.items()),
            *(Route(path, done, methods=["POST"]) for path, done in posts.items()),
        ],
        exception_handlers={SyncerError: _failed, HTTPException: _refused},
    )


class Form(dict[str, str]):
    """The fields of a form, by name; the secret that it came with is checked already."""

    def __missing__(self, name: str) -> str:
        """Refuse a form without a field that it must have."""
        raise HTTPException(400, f"the form has no {name}")

    def number(self, name: str) -> int:
        """Return a field that is a number."""
        text = self[name]
        if not text.isdecimal() or len(text) > DIGITS:
            raise HTTPException(400, f"{name} is no number")
        return int(text)


class _Office:
    """What happens at each address."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._replies: dict[str, Reply] = {}

    async def songs(self, request: Request) -> Response:
        """Show the songs."""
        self._parts.visitors.active()
        show, first = _shown(request.query_params.get("show")), request.query_params.get("from", "")
        at = request.query_params.get("at", "")
        reply = self._replies.pop(request.query_params.get("said", ""), None)
        pages, sitting = self._parts.pages, self._parts.sitting
        start = int(first) if first.isdecimal() and len(first) <= DIGITS else 0
        busy = self._parts.pushing.is_busy
        page = secrets.token_hex(8)
        text = await self._at_desk(lambda: pages.songs(sitting, page, View(show, start, at), reply, busy=busy))
        self._parts.visitors.came(page)
        return HTMLResponse(text)

    async def push(self, _request: Request) -> Response:
        """Show the plan, or how far the push is, or what it came to."""
        self._parts.visitors.active()
        state = self._parts.pushing.state
        if state is None:
            return _go("/")
        page = secrets.token_hex(8)
        self._parts.visitors.came(page)
        return HTMLResponse(self._parts.pages.push(state, page))

    async def push_part(self, _request: Request) -> Response:
        """Return the part of that page which changes; who watches it is there."""
        self._parts.visitors.active()
        state = self._parts.pushing.state
        return HTMLResponse(self._parts.pages.push_part(state) if state else "", 200 if state else 404)

    async def report(self, _request: Request) -> Response:
        """Show the report of the last push."""
        text = await self._at_desk(self._parts.report)
        return HTMLResponse(text, headers={"Content-Security-Policy": REPORT_POLICY})

    async def style(self, _request: Request) -> Response:
        """Return the style sheet, the report's and ours."""
        return Response(part("report/page.css") + part("web/review.css"), media_type="text/css")

    async def script(self, _request: Request) -> Response:
        """Return the script."""
        return Response(part("web/review.js"), media_type="text/javascript")

    async def here(self, _request: Request) -> Response:
        """Say that the review is still going on."""
        return Response(status_code=204)

    def decides(self, act: Callable[[Form], Reply]) -> Callable[[Request], object]:
        """Return what does something about a song, and leads to the page that says so."""

        async def done(request: Request) -> Response:
            self._parts.visitors.active()
            form = Form(request.scope["form"])
            if self._parts.pushing.is_busy:
                reply = Reply((BUSY[:1].upper() + BUSY[1:],), good=False, at=form.get("song", ""))
            else:
                self._parts.pushing.forget()
                reply = await self._at_desk(lambda: _replied(act, form))
            return self._to_songs(form, reply)

        return done

    def owned(self, form: Form) -> Reply:
        """Let decisions go into the catalog from now on, or into the lock."""
        self._parts.sitting.own = form["own"] == "yes"
        return Reply(())

    async def plan(self, _request: Request) -> Response:
        """Begin to make a plan."""
        self._parts.visitors.active()
        self._parts.pushing.start(planning=True)
        return _go("/push")

    async def carry_out(self, _request: Request) -> Response:
        """Begin the push whose plan was shown."""
        self._parts.visitors.active()
        state = self._parts.pushing.state
        if state is None:
            return self._to_songs(
                Form(), Reply(("That plan holds no longer; a new one shows what a push does",), good=False)
            )
        if state.planning and state.came and state.came.record:
            self._parts.pushing.start(planning=False)
        return _go("/push")

    async def stop(self, _request: Request) -> Response:
        """End the review."""
        settled, ever = await self._at_desk(self._parts.sitting.standing)
        self._parts.visitors.ended = True
        return HTMLResponse(self._parts.pages.end(settled, ever))

    async def gone(self, request: Request) -> Response:
        """Note that a page was closed."""
        self._parts.visitors.left(request.scope["form"].get("page", ""))
        return Response(status_code=204)

    def _to_songs(self, form: Form, reply: Reply) -> Response:
        asked = {"show": _shown(form.get("show"))} | ({"at": reply.at} if reply.at else {})
        if reply.sentences:
            said = secrets.token_hex(8)
            self._replies = dict([*self._replies.items(), (said, reply)][-REPLIES:])
            asked["said"] = said
        where = f"at-{reply.at}" if reply.at else "top" if "own" in form else "done"
        return _go(f"/?{urlencode(asked)}#{where}")

    async def _at_desk(self, act: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._parts.desk, act)


def _replied(act: Callable[[Form], Reply], form: Form) -> Reply:
    try:
        return act(form)
    except SyncerError as error:
        return Reply((str(error),), good=False, at=form.get("song", ""))


def _shown(show: str | None) -> str:
    return show if show and show in FILTERS else next(iter(FILTERS))


def _go(where: str) -> Response:
    return RedirectResponse(where, status_code=303)


async def _failed(_request: Request, error: Exception) -> Response:
    return HTMLResponse(plain_page(str(error)), 409)


async def _refused(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return HTMLResponse(plain_page("there is no such page in a review"), status)
