"""Outside knowledge: what open databases say that a song of the list is, without spending a search.

``facts`` are what they say, ``source`` is the protocol between them and the rest, ``sources`` lists them, a file each.
``reading`` says what facts mean for a song. ``memory`` keeps the answers on disk and ``wire`` is the
only user of the network; ``asking`` puts all together.
"""
