"""What a push did and could not do: one record, and the ways to read it.

``record`` makes the record from values; it is the ``--json`` document and the report file. ``text``, ``markdown``,
``table`` and ``page`` render it for a terminal, an issue or wiki, a spreadsheet and a browser; none asks anything else.
"""
