"""``qingdan serve``: the site on this machine, followed as files change."""

from __future__ import annotations

from pathlib import Path

import click

from generator.build import fingerprint
from generator.console import ROOT, plainly, say
from generator.serve import serve


@click.command("serve")
@ROOT
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@plainly
def serve_command(root: Path, port: int) -> None:
    """在本机预览网站，改动后自动重新生成。"""
    serve(root.resolve(), port, say, watched=fingerprint)
