"""What an editor sees in VS Code: the YAML language server, with the settings of ``.vscode/``, over
right and wrong files.

``make test`` installs the server where Node.js is there (``scripts/node.py``); without it these
tests are skipped and say why.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from tests.conftest import REPOSITORY

SERVER = REPOSITORY / "tests/language_server/node_modules/yaml-language-server/bin"
BUSY = 120
"""Seconds that an answer may take on a busy machine."""


class Editor:
    """A language server that is spoken to as an editor does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = 0
        self.answers: Queue[dict[str, Any]] = Queue()
        self.problems: Queue[dict[str, Any]] = Queue()
        self.process = subprocess.Popen(
            ["node", str(SERVER / "yaml-language-server"), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.settings = settings(folder)
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": self.settings}})

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = int(line.split(b":")[1])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(length))
            if message.get("method") == "workspace/configuration":
                found = [
                    self.settings if each.get("section") == "yaml" else {}
                    for each in message["params"]["items"]
                ]
                self._send({"id": message["id"], "result": found})
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            elif message.get("method") == "textDocument/publishDiagnostics":
                self.problems.put(message["params"])
            elif "id" in message:
                self.answers.put(message)

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        answer = self.answers.get(timeout=BUSY)
        assert answer["id"] == number
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, path: str, text: str) -> list[tuple[int, str]]:
        """Open a file with a text: (line, message) of what the editor underlines."""
        uri = (self.folder / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while True:
            found = self.problems.get(timeout=BUSY)
            if found["uri"] == uri:
                break
        return sorted(
            (each["range"]["start"]["line"] + 1, each["message"]) for each in found["diagnostics"]
        )

    def close(self, path: str) -> None:
        uri = (self.folder / path).as_uri()
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def fresh(self) -> str:
        """The path of a list file that was never open."""
        self.number += 1
        return f"lists/aa/bb/zhen{self.number}/cooperative.yml"

    def proposals(self, text: str) -> list[str]:
        """What is proposed where ``|`` stands in a list of the kind ``cooperative``."""
        path = self.fresh()
        before = text.partition("|")[0]
        self.open(path, text.replace("|", ""))
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        params = {"textDocument": {"uri": (self.folder / path).as_uri()}, "position": position}
        found = self.ask("textDocument/completion", params)
        self.close(path)
        return [each["label"] for each in found["items"]]

    def hover(self, text: str, line: int, column: int) -> str:
        path = self.fresh()
        self.open(path, text)
        params = {
            "textDocument": {"uri": (self.folder / path).as_uri()},
            "position": {"line": line - 1, "character": column - 1},
        }
        found = self.ask("textDocument/hover", params)
        self.close(path)
        return str(found["contents"]["value"])


def settings(folder: Path) -> dict[str, Any]:
    """The ``yaml.…`` settings of ``.vscode/settings.json``, nested as the server is told them."""
    text = (REPOSITORY / ".vscode/settings.json").read_text("utf-8")
    known = json.loads(re.sub(r"(?m)^\s*//.*$", "", text))
    made: dict[str, Any] = {}
    for key, value in known.items():
        if key.startswith("yaml."):
            inner = made
            *folders, last = key.split(".")[1:]
            for name in folders:
                inner = inner.setdefault(name, {})
            inner[last] = value
    made["schemas"] = {(folder / name).as_uri(): globs for name, globs in made["schemas"].items()}
    return made


@pytest.fixture(scope="module")
def editor(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    if not (SERVER.parent / "package.json").exists() or not shutil.which("node"):
        reason = os.environ.get("QINGDAN_NO_LANGUAGE_SERVER") or "make test installs it"
        pytest.skip(f"no YAML language server: {reason}")
    folder = tmp_path_factory.mktemp("editor")
    shutil.copytree(site / "contribute/schemas", folder / "site/contribute/schemas")
    shutil.copytree(REPOSITORY / "lists", folder / "lists")
    opened = Editor(folder)
    yield opened
    opened.process.kill()
    opened.process.wait()


def test_right_files_have_nothing_underlined(editor: Editor) -> None:
    for path in sorted((editor.folder / "lists").rglob("*.yml")):
        name = path.relative_to(editor.folder).as_posix()
        assert editor.open(name, path.read_text("utf-8")) == [], name
        editor.close(name)


HEAD = (
    "kind: cooperative\ntitle: 配合履职事项清单\ncategories:\n  - name: 一、党的建设\n    items:\n"
)
ITEM = HEAD + "      - id: c001\n        name: 甲\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (ITEM.replace("name: 甲", "nmae: 甲"), 7, "nmae"),
        (ITEM.replace("        name: 甲\n", ""), 6, "name"),
        (ITEM.replace("kind: cooperative", "kind: 配合"), 1, "cooperative"),
        (ITEM + "        matters: [没有这个主题]\n", 8, "Value is not accepted"),
        (ITEM + "        matters: 违法建筑整治\n", 8, "array"),
        (ITEM + "        departments: [县公安局, 乙: 丙]\n", 8, "Value is not accepted"),
        (ITEM + "        number: 十\n", 8, "integer"),
        (ITEM.replace("id: c001", "id: 1"), 6, "string"),
        (ITEM + "\tdepartments: []\n", 8, ""),
        (ITEM + "        name: 乙\n", 8, "unique"),
    ],
)
def test_mistakes_are_underlined_while_typing(
    editor: Editor, text: str, line: int, message: str
) -> None:
    found = editor.open(editor.fresh(), text)
    assert [each for each in found if each[0] == line and message in each[1]], found


def test_names_of_the_vocabulary_and_fields_are_proposed(editor: Editor) -> None:
    matters = editor.proposals(ITEM + "        matters: [|]\n")
    assert {"违法建筑整治", "校外培训机构监管"} <= set(matters)
    departments = editor.proposals(ITEM + "        departments: [|]\n")
    assert {"住房和城乡建设部门", "公安局"} <= set(departments)
    categories = editor.proposals(HEAD.replace("一、党的建设", "|") + ITEM[len(HEAD) :])
    assert {"党的建设", "乡村振兴"} <= set(categories)
    assert {"departments", "superior", "township"} <= set(editor.proposals(ITEM + "        |\n"))
    kinds = editor.proposals(ITEM.replace("kind: cooperative", "kind: |"))
    assert {"basic", "cooperative", "withdrawn", "territorial"} <= set(kinds)


def test_a_field_is_explained_in_chinese(editor: Editor) -> None:
    told = editor.hover(ITEM + "        departments: [县公安局]\n", 8, 12)
    assert "对应上级部门，照原文，一个部门一个名称" in told
