"""From a song and the tracks that were offered to the right one, or to the reason why none is."""
