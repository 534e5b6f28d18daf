"""One file a verb: gather, call the core, show."""
