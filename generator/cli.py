"""The command line: ``qingdan VERB``. Every verb is a thin module of :mod:`generator.commands`.

Exit codes: 0 nothing to mend, 1 findings or a build that failed, 2 wrong usage.
"""

from __future__ import annotations

import click

from generator import __version__
from generator.usage import Program

VERBS = {
    "new": "new",
    "import": "importing",
    "export": "export",
    "check": "check",
    "fmt": "fmt",
    "diff": "diff",
    "record": "record",
    "build": "build",
    "serve": "serve",
    "reconcile": "reconcile",
    "search": "search",
    "suggest": "suggest",
    "csp": "csp",
}
"""The module of every verb, which holds ``VERB_command``."""


@click.group(cls=Program, verbs=VERBS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qingdan", help="显示版本。")
def main() -> None:
    """清单：检查、比较乡镇履职事项清单，并生成网站。"""


if __name__ == "__main__":
    main()
