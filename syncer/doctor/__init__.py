"""What usually is wrong, and how to mend each: ``here`` looks at this machine, ``there`` asks Spotify, at most thrice.

A finding is fit for a bug report: no token, no secret, nobody's name.
"""
