"""What the sources of outside knowledge answer today: one harmless question each, and the answer field by field."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from syncer.doctor.finding import Finding, ok, warning
from syncer.knowledge.facts import in_words
from syncer.knowledge.source import Errors, Source, Unexpected
from syncer.knowledge.wire import Failed, Wire

MEND = "nothing is lost: songs are judged without it; to leave it out, set SYNCER_KNOWLEDGE"
LONGEST = 60
"""Characters of a value that are shown."""


def ask(sources: Sequence[Source], wire_to: Callable[[Source], Wire]) -> Iterator[Finding]:
    """Yield how each source answers to its probe, one request each (two where the first one fails)."""
    for source in sources:
        with closing(wire_to(source)) as wire:
            try:
                answer = wire.ask(source.request([source.probe]))
            except Failed as failed:
                yield warning(source.name, f"{wire.url}: {failed}", MEND)
                continue
        yield from (ok(source.name, line) for line in fields(answer))
        yield _understood(source, answer)


def fields(answer: object) -> Iterator[str]:
    """Yield a line for each field of an answer: its path, how often it is filled, and an example."""
    found: dict[str, list[object]] = {}
    for path, value in _leaves(answer):
        found.setdefault(path, []).append(value)
    for path, values in found.items():
        filled = [value for value in values if value is not None]
        example = f", e.g. {_shown(filled[0])}" if filled else ""
        yield f"{path}: {len(filled)} of {len(values)} filled{example}"


def _understood(source: Source, answer: object) -> Finding:
    try:
        facts = source.facts([source.probe], answer)[source.probe]
    except (Unexpected, Errors) as unexpected:
        return warning(source.name, f"it has changed: {unexpected}", f"{MEND}; a newer syncer may know it")
    if not facts:
        return warning(source.name, f"it knows nothing of {source.probe.terms[0]!r}, which it did", MEND)
    return ok(source.name, f"understood: {in_words(facts[0])}")


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield the values that hold no others, each with its path; all rows of a list have one path."""
    if isinstance(value, dict):
        for name, part in value.items():
            field = name if name.isprintable() else repr(name)
            yield from _leaves(part, f"{path}.{field}" if path else field)
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part, f"{path}[]")
    else:
        yield path, value


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
