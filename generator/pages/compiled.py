"""Compiled templates, kept beside their sources as Python keeps compiled modules: in
``__pycache__``. To compile them takes half the time of a small build."""

from __future__ import annotations

import contextlib
import importlib.metadata
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class Compiled(FileSystemBytecodeCache):
    """What is compiled once is read from then on, until a template, Jinja2 or what makes the code
    changes. Where nothing can be written, templates are compiled each time.

    :param folder: the folder of the templates.
    :param makers: the modules that decide what a template becomes.
    """

    def __init__(self, folder: Path, *makers: Path) -> None:
        super().__init__(str(folder / "__pycache__"), "%s.cache")
        versions = [importlib.metadata.version("jinja2")]
        self._made_by = "\0".join([*versions, *(path.read_text("utf-8") for path in makers)])

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """The key of a template: its name, wherever the project lies."""
        return super().get_cache_key(name)

    def get_source_checksum(self, source: str) -> str:
        """What must be the same for a compiled template to be used."""
        return super().get_source_checksum(self._made_by + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, if there is one."""
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that is possible."""
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
