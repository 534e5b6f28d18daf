"""GitHub Actions: a workflow that pushes every day, commits the lock, and keeps the report."""

import shlex
from pathlib import Path, PurePosixPath
from string import Template

from syncer.schedule.job import Job

WORKFLOW = Template("""\
# Two secrets of the repository: SPOTIPY_CLIENT_ID, and SYNCER_REFRESH_TOKEN (README, chapter "A server without a
# browser"). A public repository shows its reports to everybody, and GitHub stops its schedule after sixty days
# without a commit: then start it again under Actions.
name: syncer
on:
  schedule:
    - cron: "$minute $hour * * *"  # UTC
  workflow_dispatch:
permissions:
  contents: write  # to commit the lock
concurrency:
  group: syncer  # never two pushes at once
jobs:
  push:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    env:
      SYNCER_HOME: ~/.syncer
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - uses: actions/cache/restore@v5  # what Spotify answered, and until when it must not be asked
        with:
          path: |
            ~/.syncer/answers.sqlite3
            ~/.syncer/limits.json
          key: syncer-answers-$${{ github.run_id }}
          restore-keys: syncer-answers-
      - run: python -m pip install --quiet .  # where syncer itself lies elsewhere: its address instead of the dot
      - run: |
          syncer push --quiet $catalogs
        env:
          SPOTIPY_CLIENT_ID: $${{ secrets.SPOTIPY_CLIENT_ID }}
          SYNCER_REFRESH_TOKEN: $${{ secrets.SYNCER_REFRESH_TOKEN }}
      - if: always()
        uses: actions/cache/save@v5
        with:
          path: |
            ~/.syncer/answers.sqlite3
            ~/.syncer/limits.json
          key: syncer-answers-$${{ github.run_id }}
      - if: always()
        run: |
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          for file in $locks; do if [ -e "$$file" ]; then git add -- "$$file"; fi; done
          git diff --cached --quiet || { git commit --quiet -m "Push to Spotify" && git push --quiet; }
      - if: always()
        uses: actions/upload-artifact@v7
        with:
          name: report
          path: |
$reports
          if-no-files-found: ignore
""")


def text(job: Job) -> str:
    """Return the workflow; paths are those in the repository, whose top is taken to be the job's folder."""
    paths = [_inside(path, job.folder) for path in job.catalogs]
    return WORKFLOW.substitute(
        minute=job.at.minute,
        hour=job.at.hour,
        catalogs=shlex.join(map(str, paths)),
        locks=shlex.join(str(path.with_suffix(".lock")) for path in paths),
        reports="\n".join(f"            {path.with_suffix('.report.*')}" for path in paths),
    )


def _inside(path: Path, folder: Path) -> PurePosixPath:
    relative = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
    return PurePosixPath(relative.as_posix())
