"""Spotify, as the rest of the program sees it: the only user of spotipy and of the network.

``client`` asks and writes, ``tokens`` keeps the sign-in, ``login`` makes one, ``translate`` is the one place that knows
the shape of Spotify's JSON, ``retry`` decides what to try again and when. Import these where they are used: they
bring spotipy and requests with them, which take longer to load than most verbs take to run.
"""
