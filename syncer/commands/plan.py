"""``syncer plan``: show what push would change."""

from syncer.commands.options import CatalogPaths, JsonFlag, MaxSearches, NoKnowledge, SandboxFlag
from syncer.commands.push import push


def plan(
    paths: CatalogPaths = None,
    *,
    as_json: JsonFlag = False,
    sandbox: SandboxFlag = False,
    max_searches: MaxSearches = None,
    no_knowledge: NoKnowledge = False,
) -> None:
    """Show what push would change.

    Nothing is changed.

    What it learns by searching is kept, so that the push that follows need not search again.

    Example: syncer plan lists/summer.toml
    """
    push(paths, dry_run=True, as_json=as_json, sandbox=sandbox, max_searches=max_searches, no_knowledge=no_knowledge)
