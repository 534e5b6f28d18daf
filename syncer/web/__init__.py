"""A review on a page: a small server for one person's browser on this machine, and nobody else.

``guard`` lets in who has the session; ``app`` turns requests into pages; ``pages`` renders them; ``pushing`` runs a
push beside them; ``visitors`` knows when the last page is closed; ``serving`` is the edge with its socket.
It needs the extra ``web``.
"""
