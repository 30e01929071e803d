"""``/contribute/form/`` in a real browser: its checks are those of ``qingdan check``, its YAML is
that of ``fmt``, its patch is one that Git takes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from generator import check, engine, yamlio
from tests.conftest import REPOSITORY, Server, run

expect.set_options(timeout=60_000)
LONGJIAO = "chongqing/yunyang/longjiao"
POLICY = "default-src 'self'; img-src 'self' data:"
CODES = {
    *("QD202", "QD304", "QD402", "QD404", "QD407", "QD501", "QD502"),
    *("QD503", "QD504", "QD505", "QD506", "QD520", "QD521"),
}
"""The checks of one item, which the page makes too."""

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "checks.json").read_text("utf-8"))

ABOUT = """
async ({kind, division, ids}) => {
  const words = qingdan['contribute/form/words'];
  return {kind, division, labels: {}, ids: new Set(ids), records: words.records,
    matters: new Map(words.matters.map(([name, now]) => [name, now || name])),
    offices: new Set(words.offices)};
}
"""


@pytest.fixture
def page(browser: Browser, site: Path, serve: Any) -> Iterator[Page]:
    """The form with a township picked, under the strict policy; no error may be logged."""
    server: Server = serve(site)
    server.headers["Content-Security-Policy"] = POLICY
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    opened.goto(f"{server.url}/contribute/form/")
    opened.get_by_label("乡镇街道").select_option("云阳县龙角镇")
    expect(opened.locator("[data-qd-count]")).to_contain_text("283 项")
    yield opened
    context.close()
    assert errors == []


def told(code: str, what: str) -> tuple[str, str]:
    """A finding to compare; what stands around an odd character depends on the file's layout."""
    return code, what.rpartition("有")[2] if code == "QD505" else what


def by_program(lists: Path, kind: str, items: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What ``qingdan check`` says of each of some items, which are written as JSON is."""
    folder = lists / "lists/shengli/xian/zhen"
    (folder / "basic.yml").unlink(missing_ok=True)
    lines = [f"kind: {kind}", "title: 清单", "categories:", "  - name: 一、党的建设", "    items:"]
    lines += [f"      - {json.dumps(item, ensure_ascii=False)}" for item in items]
    (folder / f"{kind}.yml").write_text("\n".join(lines) + "\n", "utf-8")
    result = run("check", "--root", str(lists), "--format", "json")
    (folder / f"{kind}.yml").unlink()
    found: list[list[dict[str, Any]]] = [[] for _ in items]
    for each in json.loads(result.stdout)["diagnostics"]:
        if each["code"] in CODES and each["path"].endswith(f"{kind}.yml"):
            found[each["line"] - 6].append(each)
    return found


@pytest.mark.parametrize("kind", ["basic", "cooperative", "withdrawn", "territorial"])
def test_both_check_alike(page: Page, lists: Path, kind: str) -> None:
    cases = [case for case in CASES if case["kind"] == kind]
    letter = kind[0]
    items = [
        {"id": f"{letter}{place:03d}", **case["item"]} for place, case in enumerate(cases, start=1)
    ]
    about = {
        "kind": kind,
        "division": ["示例省", "示例县", "示例镇"],
        "ids": [item["id"] for item in items],
    }
    script = f"async ({{about, items}}) => {{ const known = await ({ABOUT})(about);"
    script += " return items.map((item) => qingdan.form.check(item, known)); }"
    in_browser = page.evaluate(script, {"about": about, "items": items})
    for place, (case, here, there) in enumerate(
        zip(cases, in_browser, by_program(lists, kind, items), strict=True)
    ):
        assert sorted(each["code"] for each in here) == sorted(case["codes"]), case["what"]
        assert sorted(told(each["code"], each["what"]) for each in here) == sorted(
            told(each["code"], each["what"]) for each in there
        ), case["what"]
        assert sorted((each["code"], each["severity"]) for each in here) == sorted(
            (each["code"], each["severity"]) for each in there
        )
        node = yamlio.parse(json.dumps(items[place], ensure_ascii=False))
        places = sorted((each["code"], node.find(tuple(each["path"])).column) for each in here)
        expected = sorted((each["code"], each["column"] - 8) for each in there)
        exact = [pair for pair in expected if pair[0] != "QD505"]  # it points into the text
        assert [pair for pair in places if pair[0] != "QD505"] == exact, case["what"]


EVERY = """
async (ids) => {
  const run = (src) => new Promise((resolve, reject) => {
    const script = document.createElement('script');
    Object.assign(script, {src, onload: resolve, onerror: reject});
    document.head.append(script);
  });
  const found = [];
  const words = qingdan['contribute/form/words'];
  for (const id of ids) {
    await run(`data/${id}.js`);
    const town = qingdan[`contribute/form/data/${id}`];
    const outlines = Object.entries(town.lists)
      .map(([kind, {path, text}]) => [kind, path, qingdan.form.outline(text)]);
    const known = outlines.flatMap(([, , {items}]) => items.map((item) => item.id));
    for (const [kind, path, outline] of outlines) {
      const about = {...await (ABOUT)({kind, division: town.division, ids: known}),
        labels: qingdan.form.labels(outline)};
      for (const item of outline.items) {
        const written = qingdan.form.written('Item', item.value, words.records).map(
          ([key, value, spec]) => qingdan.form.lines(key, value, spec, 8, words.records));
        found.push({path, id: item.id, value: item.value, locked: item.locked,
          written: written.flat(), lines: item.fields.flatMap(([, lines]) => lines),
          same: qingdan.form.change(outline, item, item.value, words.records) === outline.text,
          findings: qingdan.form.check(item.value, about).map(({code, what}) => [code, what])});
      }
    }
  }
  return found;
}
""".replace("ABOUT", ABOUT)


def test_every_published_item_is_read_written_and_checked_alike(page: Page, project: Path) -> None:
    ids = [path.parent.relative_to(project / "lists").as_posix()
           for path in sorted((project / "lists").rglob("township.yml"))]  # fmt: skip
    found = page.evaluate(EVERY, ids)
    expected: dict[tuple[str, str], Any] = {}
    for path in sorted((project / "lists").rglob("*.yml")):
        loaded = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts
        for category in loaded.get("categories", ()) if "kind" in loaded else ():
            for item in category.get("items", ()):
                expected[(path.relative_to(project).as_posix(), item["id"])] = item
    assert {(each["path"], each["id"]): each["value"] for each in found} == expected
    assert len(expected) > 1000
    for each in found:
        assert each["locked"] == []
        assert each["same"]
        kept = [line for line in each["lines"] if not line.lstrip().startswith("#")]
        assert [re.sub(r"  # .*", "", line) for line in kept] == each["written"]
    said = json.loads(run("check", "--root", str(project), "--format", "json").stdout)
    there = sorted(
        told(each["code"], each["what"])
        for each in said["diagnostics"]
        if each["code"] in CODES and not each["path"].startswith("lists/vocabulary")
    )
    here = sorted(told(*pair) for each in found for pair in each["findings"])
    assert here == there


TEXTS = st.text(
    st.sampled_from("甲乙 :#-?,[]{}&*!|>'\"%@`~.=<0123456789eExXyYnNtTrR+_：，\u3000\xa0"),
    max_size=8,
)


@settings(max_examples=20)
@given(texts=st.lists(TEXTS, min_size=200, max_size=200))
def test_texts_are_spelt_alike(shared_page: Page, texts: list[str]) -> None:
    words = ["yes", "Null", "1_000", "0x1F", "1:30", ".5", "1e5", "1.5e+3", "2024-11-01", "<<"]
    texts = [*texts, *words, "-", "---", "a: b", "a #b", "'", "", "null", "12", "012", "08"]
    spelled = shared_page.evaluate(
        "(texts) => texts.map((text) => [false, true].map((f) => qingdan.form.scalar(text, f)))",
        texts,
    )
    assert spelled == [[yamlio.scalar(text), yamlio.scalar(text, flow=True)] for text in texts]


@pytest.fixture(scope="module")
def shared_page(browser: Browser, served: str) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(f"{served}/contribute/form/")
    yield opened
    opened.close()


def test_near_names_are_the_same(page: Page) -> None:
    vocabulary = check.load_vocabulary(REPOSITORY, check.layout(REPOSITORY))[0]
    asked = ["校外培训机构监督", "防汛", "违建", "残疾人", "处罚", "对违法行为的处罚"]
    found = page.evaluate(
        """(asked) => { const {matters} = qingdan['contribute/form/words'];
        return asked.map((name) => qingdan.form.nearest(name, matters.map(([each]) => each))); }""",
        asked,
    )
    assert found == [vocabulary.near_matters(name) for name in asked]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A Git repository with the real lists."""
    shutil.copytree(REPOSITORY / "lists", tmp_path / "lists")
    for words in (["init", "-q"], ["add", "lists"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return tmp_path


def apply(page: Page, clone: Path) -> None:
    """Save the patch that the page offers, and let Git apply it."""
    with page.expect_download() as saving:
        page.get_by_role("button", name="下载补丁").click()
    patch = clone / "longjiao.patch"
    saving.value.save_as(patch)
    assert saving.value.suggested_filename == patch.name
    subprocess.run(["git", "apply", patch.name], cwd=clone, check=True)
    patch.unlink()


def changed_lines(clone: Path) -> list[str]:
    done = subprocess.run(
        ["git", "diff", "-U0"], cwd=clone, check=True, capture_output=True, encoding="utf-8"
    )
    return [line for line in done.stdout.splitlines() if re.match(r"[+-](?![+-])", line)]


def test_an_item_is_changed_and_nothing_else(page: Page, clone: Path) -> None:
    page.get_by_label("要改的事项").fill("c021")
    page.locator("[data-qd-found] button").first.click()
    expect(page.locator("[data-qd-verdict]")).to_have_text("没有发现问题。")
    expect(page.locator("[data-qd-out]")).to_be_hidden()
    town = page.locator("fieldset", has=page.locator("legend", has_text="镇街职责"))
    duties = town.get_by_label("职责", exact=True)
    duties.fill(duties.input_value() + "\n'引号'和: 冒号。")
    expect(page.locator("[data-qd-diff] ins")).to_have_text("+              - '''引号''和: 冒号。'")
    apply(page, clone)
    assert changed_lines(clone) == ["+              - '''引号''和: 冒号。'"]
    assert run("check", "--quiet", "--root", str(clone)).exit_code == 0
    assert run("fmt", "--check", "--root", str(clone)).exit_code == 0
    link = page.get_by_role("link", name="在托管网站编辑")
    assert link.get_attribute("href") == (
        f"https://git.example.org/qingdan/qingdan/edit/main/lists/{LONGJIAO}/cooperative.yml"
    )


def test_findings_lead_to_their_field(page: Page) -> None:
    page.get_by_label("要改的事项").fill("c022")
    page.locator("[data-qd-found] button").first.click()
    name = page.get_by_label("事项名称", exact=True)
    name.fill("校外培训机构（监管")
    finding = page.locator("[data-qd-findings] li")
    expect(finding).to_contain_text("警告 “（”没有另一半：“训机构（监管”")
    expect(name).to_have_attribute("aria-invalid", "true")
    finding.get_by_role("link").first.click()
    expect(name).to_be_focused()
    name.fill("校外培训机构（监管）")
    expect(page.locator("[data-qd-verdict]")).to_have_text("没有发现问题。")
    expect(name).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="放弃全部改动").click()
    expect(page.locator("[data-qd-item]")).to_be_hidden()


def test_an_item_is_added_with_its_id_and_the_counts(page: Page, clone: Path) -> None:
    page.get_by_role("button", name="这里没有，补一项").click()
    page.get_by_label("放进哪张清单、哪一类").select_option("withdrawn/1")
    expect(page.locator("[data-qd-verdict]")).to_have_text("还没有写。")
    page.get_by_label("事项名称", exact=True).fill("*对违法行为的处罚")
    page.get_by_label("从词表里找").fill("违法建筑整治")
    page.get_by_role("button", name="加入").click()
    page.get_by_role("button", name="加一段职责").first.click()
    takeover = page.locator("fieldset", has=page.locator("legend", has_text="承接部门"))
    takeover.get_by_label("部门", exact=True).fill("县公安局")
    takeover.get_by_label("职责", exact=True).fill("负责处罚。")
    expect(page.locator("[data-qd-verdict]")).to_have_text("没有发现问题。")
    page.get_by_label("原文标明的项数也加 1").uncheck()
    expect(page.locator("[data-qd-findings]")).to_contain_text(
        "“二、民生服务”标明 16 项，实有 17 项"
    )
    page.get_by_label("原文标明的项数也加 1").check()
    apply(page, clone)
    lines = changed_lines(clone)
    assert lines == [
        "-    declared: 16",
        "+    declared: 17",
        "+      - id: w081",
        "+        name: '*对违法行为的处罚'",
        "+        matters: [违法建筑整治]",
        "+        takeover:",
        "+          - departments: [县公安局]",
        "+            duties:",
        "+              - 负责处罚。",
    ]
    assert run("check", "--quiet", "--root", str(clone)).exit_code == 0
    assert run("fmt", "--check", "--root", str(clone)).exit_code == 0


def test_comments_and_hand_formatting_stay(page: Page) -> None:
    text = (
        "kind: basic\ntitle: 清单\ncategories:\n  - name: 一、党的建设\n    items:\n"
        "      # above the item\n      - id: b001\n        # above the name\n"
        "        name: 旧  # behind\n        matters: [甲]\n        basis:\n"
        "          # within\n          - 一\n      - id: b002\n"
        "        name: >-\n          折行\n        matters: [ 乙 ]\n"
    )
    done = page.evaluate(
        """(text) => { const {form} = qingdan; const {records} = qingdan['contribute/form/words'];
        const outline = form.outline(text); const [one, two] = outline.items;
        return [form.change(outline, one, {...one.value, name: '新', basis: ['二']}, records),
          two.locked,
          form.change(outline, two, {...two.value, discontinued: 'true'}, records)]; }""",
        text,
    )
    changed = text.replace("        name: 旧  # behind\n", "        # behind\n        name: 新\n")
    changed = changed.replace(
        "        basis:\n          # within\n          - 一\n",
        "        # within\n        basis:\n          - 二\n",
    )
    assert done == [
        changed,
        ["name", "matters"],
        text + "        discontinued: true\n",
    ]


def test_without_javascript_it_says_what_to_do(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/contribute/form/")
    expect(page.get_by_role("link", name="直接在托管网站上改文件")).to_be_visible()
    expect(page.get_by_label("乡镇街道")).to_be_hidden()
    context.close()


def test_it_works_from_a_disk_and_by_a_link(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700})
    page = context.new_page()
    page.goto(f"{(site / 'contribute/form/index.html').as_uri()}?t={LONGJIAO}&i=c022")
    expect(page.get_by_label("事项名称", exact=True)).to_have_value("校外培训机构监管")
    expect(page.locator("[data-qd-form] details[open]")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(
    ("settings_", "address"),
    [
        ("repo_url: https://github.com/a/b\n", "https://github.com/a/b/edit/main/"),
        ("repo_url: https://gitlab.com/a/b/\n", "https://gitlab.com/a/b/-/edit/main/"),
        ("repo_url: https://gitlab.example.org/a/b\n", "https://gitlab.example.org/a/b/-/edit/main/"),
        ("repo_url: https://gitee.com/a/b\n", "https://gitee.com/a/b/edit/main/"),
        ("repo_url: https://gitee.com/a/b\nedit_uri: edit/master/\n",
         "https://gitee.com/a/b/edit/master/"),
        ("repo_url: https://git.example.org/a/b\n", ""),
        ("repo_url: https://git.example.org/a/b\nedit_uri: edit/dev\n",
         "https://git.example.org/a/b/edit/dev/"),
        ("site_name: x\n", ""),
    ],
)  # fmt: skip
def test_hosting_addresses_come_from_one_setting(
    tmp_path: Path, settings_: str, address: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings_, "utf-8")
    assert engine.edit_url(tmp_path) == address
