"""Spotify, as the rest of the program sees it: the only user of spotipy and of the network.

``client`` asks and writes; ``translate`` alone knows the shape of Spotify's JSON; ``retry`` decides what to send again
and when. ``login`` makes a sign-in, ``sign_in`` keeps it, ``tokens`` makes access tokens of it. Import these where they
are used: they bring spotipy and requests along, which load for longer than most verbs run.
"""
