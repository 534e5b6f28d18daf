"""What is open, and what a person decides about it; the terminal and the page both stand on this.

``waiting`` says which songs need a person, at no cost. ``decision`` applies a decision to catalog and lock, and takes
it back; ``naming`` asks what a name in the list stands for. ``desk`` is the edge: it writes each decision at once.
``sitting`` has all songs on the table at once, for a page; ``entries`` is what it shows.
"""
