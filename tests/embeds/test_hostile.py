"""Pages and texts that mean harm: nothing runs, nothing moves."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Dialog, Page

from generator.build import build
from tests.conftest import REPOSITORY
from tests.embeds.conftest import KINDS, Start, id_of
from tests.embeds.origins import Origins
from tests.embeds.test_placed import frame_of, handle, script, wait_until_fit

pytestmark = pytest.mark.browser


def height_of(page: Page, selector: str) -> float:
    found: float = handle(page, selector).evaluate("frame => frame.getBoundingClientRect().height")
    return found


def ours(origins: Origins, address: str = "search/") -> str:
    """A frame of ours."""
    src = f"{origins.site}/embed/v1/{address}"
    return f'<iframe id="ours" title="x" data-qingdan src="{src}"></iframe>'


SHAPES = """[
  { qingdan: 1, height: 7777 }, { qingdan: 1, height: '7777' }, { qingdan: 1, height: NaN },
  { qingdan: 1, height: Infinity }, { qingdan: 1, height: -5 }, { qingdan: 1, height: 0 },
  { qingdan: 1, height: 1e9 }, { qingdan: 1, height: { valueOf: 1 } }, { qingdan: 1 },
  { qingdan: 1, height: [300] }, { qingdan: '1', height: 300 }, { qingdan: true, height: 300 },
  { height: 300 }, 'qingdan', 300, null, undefined, [1, 300],
]"""


def test_a_foreign_frame_cannot_move_ours(origins: Origins, page: Page) -> None:
    """Though the portal is careless enough to let it in."""
    liar = (
        f"<script>const lies = {SHAPES}; const say = () => lies.forEach((said) => {{"
        " parent.postMessage(said, '*'); for (let n = 0; n < parent.frames.length; n += 1)"
        " parent.frames[n].postMessage(said, '*'); }); say(); setInterval(say, 20);</script>"
    )
    address = origins.write("liar.html", liar, foreign=True)
    theirs = f'<iframe id="theirs" title="x" height="222" src="{address}"></iframe>'
    body = ours(origins) + theirs
    page.goto(origins.write("open/victim.html", body, head=script(origins)))
    page.evaluate("addEventListener('message', (event) => { window.lies = event.data; })")
    wait_until_fit(page, "#ours")
    page.wait_for_function("'lies' in window")
    frame_of(page, "#theirs").wait_for_function("performance.now() > 300")
    wait_until_fit(page, "#ours")
    assert height_of(page, "#theirs") == 222
    assert page.evaluate("scrollY") == 0


def test_our_frame_believes_nobody_but_its_parent(origins: Origins, page: Page) -> None:
    """A parent that lies gets a height and nothing else; a page beside gets no answer at all."""
    frame = ours(origins, KINDS["item"])
    page.goto(origins.write("parent.html", frame, head=script(origins)))
    inside = frame_of(page, "#ours")
    wait_until_fit(page, "#ours")
    before = inside.content()
    heard = page.evaluate(
        f"""async () => {{
          const heard = [];
          addEventListener('message', (event) => heard.push(event.data));
          const frame = document.querySelector('#ours').contentWindow;
          const lies = [
            ...{SHAPES}, {{ qingdan: 1, ask: 'cookie' }},
            {{ qingdan: 1, ask: 'height', eval: 'x' }},
            {{ qingdan: 1, ask: 'height', height: 5, theme: 'dark', html: '<b>' }},
            {{ qingdan: 1, html: '<script>alert(1)</script>', url: 'javascript:alert(1)' }},
          ];
          lies.forEach((each) => frame.postMessage(each, '*'));
          frame.postMessage({{ qingdan: 1, ask: 'height' }}, '*');
          await new Promise((done) => setTimeout(done, 500));
          return heard;
        }}"""
    )
    assert len(heard) == 3  # the three that ask for the height, whatever else they say
    assert {tuple(sorted(each)) for each in heard} == {("height", "qingdan")}
    assert len({each["height"] for each in heard}) == 1
    assert inside.content() == before
    wait_until_fit(page, "#ours")


def test_a_height_counts_only_from_the_origin_that_the_frame_was_given(
    origins: Origins, page: Page
) -> None:
    """Our frame was led away to a stranger: its window is the same, its word is worth nothing."""
    stranger = origins.write(
        "stranger.html",
        "<script>setInterval(() =>"
        " parent.postMessage({ qingdan: 1, height: 4444 }, '*'), 20)</script>",
        foreign=True,
    )
    page.goto(origins.write("open/led.html", ours(origins), head=script(origins)))
    wait_until_fit(page, "#ours")
    before = height_of(page, "#ours")
    page.evaluate(
        """address => new Promise((done) => {
          let heard = 0;
          addEventListener('message', (event) => {
            heard += Number(Boolean(event.data) && event.data.height === 4444);
            if (heard > 3) done();
          });
          window.postMessage({ qingdan: 1, height: 4444 }, '*'); // its own word counts no more
          document.querySelector('#ours').contentWindow.location = address;
        })""",
        stranger,
    )
    assert height_of(page, "#ours") == before


TEXT = (
    '"><script>hacked=1;parent.postMessage({hacked:1},"*")</script><img src=x onerror=hacked=1>'
    "<!--# include virtual=\"/portal.css\" --><!--# endif --></section>' onload='hacked=1"
    " {{ 7*7 }} javascript:hacked=1 ${hacked=1}"
)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose every text is an attack."""
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "lists/aa/bb/cc"
    (folder / "originals").mkdir(parents=True)
    original = f"{TEXT}\n".encode()
    (folder / "originals/2024.txt").write_bytes(original)
    block = {
        "part": f"part{TEXT}",
        "departments": [f"部门{TEXT}"],
        "lead": f"lead{TEXT}",
        "role": f"role{TEXT}",
        "duties": [f"duty{TEXT}", f"more{TEXT}"],
        "safeguards": [f"safe{TEXT}"],
    }
    labels = {
        name: f"{name}{TEXT}"
        for name in (
            "between_departments",
            "before_departments",
            "after_departments",
            "before_duties",
            "before_safeguards",
        )
    }
    wrong = {"field": "name", "printed": "名称", "suggested": TEXT, "reason": TEXT}
    item: dict[str, object] = {
        "name": f"名称{TEXT}",
        "matters": [f"主题{TEXT}"],
        "corrections": [wrong],
    }
    lists: dict[str, tuple[str, dict[str, object]]] = {
        "basic": ("b", {}),
        "cooperative": (
            "c",
            {"departments": [f"部门{TEXT}"], "superior": [block], "township": [block]},
        ),
        "withdrawn": ("w", {"takeover": [block]}),
    }
    township = {
        "name": f"镇{TEXT}",
        "kind": "镇",
        "division": [f"省{TEXT}", f"县{TEXT}"],
        "code": "990001100",
        "versions": [
            {
                "id": "2024",
                "title": f"标题{TEXT}",
                "original": "originals/2024.txt",
                "sha256": hashlib.sha256(original).hexdigest(),
                "note": f"说明{TEXT}",
            }
        ],
    }
    dump(folder / "township.yml", township)
    for kind, (letter, cells) in lists.items():
        held = [{"id": f"{letter}001"} | item | cells]
        dump(
            folder / f"{kind}.yml",
            {
                "kind": kind,
                "title": f"清单{TEXT}",
                "labels": labels,
                "categories": [{"name": f"一、类别{TEXT}", "items": held}],
            },
        )
    shutil.copytree(REPOSITORY / "lists/vocabulary", root / "lists/vocabulary")
    for path in (root / "lists/vocabulary/matters").glob("*.yml"):
        path.unlink()
    matter = {
        "id": "hostile",
        "name": f"主题{TEXT}",
        "scope": f"范围{TEXT}",
        "keywords": [f"词{TEXT}"],
        "note": TEXT,
    }
    category = {"id": "dang-de-jianshe", "name": f"类别{TEXT}"}
    dump(root / "lists/vocabulary/categories.yml", {"categories": [category]})
    office = {"id": "bumen", "name": f"部门{TEXT}"}
    dump(root / "lists/vocabulary/departments.yml", {"departments": [office]})
    dump(root / "lists/vocabulary/matters/dang-de-jianshe.yml", {"matters": [matter]})
    for name in ("docs", "overrides", "mkdocs.yml"):
        (root / name).symlink_to(REPOSITORY / name)
    result = build(root, lambda _: None)
    assert not result.failed, [each for each in result.diagnostics if each.severity == "error"]
    return root / "site"


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the base's signature
        return True


def dump(path: Path, value: object) -> None:
    text = yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")


def test_script_in_every_text_does_not_run(
    hostile_site: Path, start_origins: Start, browser: Browser
) -> None:
    origins = start_origins(hostile_site)
    context = browser.new_context(bypass_csp=True)  # escaping must hold by itself
    page = context.new_page()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    addresses = [
        *(f"aa/bb/cc/{name}/" for name in ("basic", "cooperative", "withdrawn", "counts")),
        "aa/bb/cc/cooperative/#c001",
        "matters/hostile/",
        "matters/hostile/?t=aa/bb/cc",
        "search/?q=主题",
    ]
    for address in addresses:
        page.goto(f"{origins.site}/embed/v1/{address}")
        page.locator(".qd-foot").wait_for()
        if address.startswith("search"):
            page.locator(".qd-hit").first.wait_for(timeout=60_000)
        assert page.evaluate("window.hacked") is None, address
        assert page.locator(".qd-embed img, .qd-embed script").count() == 0
    shown = page.goto(f"{origins.site}/embed/v1/aa/bb/cc/cooperative/#c001")
    assert shown is not None
    assert f"名称{TEXT}" in page.locator(".qd-name").all_text_contents()
    # as fragments too, where the portal's nginx reads conditions out of them
    for address in (
        *(f"aa/bb/cc/{name}/fragment.html" for name in ("basic", "cooperative", "withdrawn")),
        "aa/bb/cc/cooperative/fragment.html?only=c001",
        "aa/bb/cc/counts/fragment.html",
        "matters/hostile/fragment.html?t=aa/bb/cc",
    ):
        page.goto(
            origins.write(
                f"zwgk/{id_of(address)}.html", f'<!--# include virtual="/qingdan/{address}" -->'
            )
        )
        page.locator(".qd-foot").wait_for()
        assert page.evaluate("window.hacked") is None, address
        assert page.locator(".qd-embed img, .qd-embed script").count() == 0
        assert "box-sizing" not in page.content()  # nothing was included by a text
    assert dialogs == []
    context.close()


def test_a_hostile_address_does_nothing(origins: Origins, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    attack = "%3Cscript%3Ehacked=1%3C/script%3E%22onload=hacked=1"
    for address in (
        f"search/?q={attack}&t={attack}&in={attack}",
        f"matters/xiaowai-peixun/?t={attack},../../../etc,//example.org/x,javascript:hacked=1",
        f"{KINDS['item'].partition('#')[0]}?accent={attack}&theme={attack}#{attack}",
        f"{KINDS['item'].partition('#')[0]}#%E0%A4%A",
    ):
        page.goto(f"{origins.site}/embed/v1/{address}")
        page.locator(".qd-foot").wait_for()
        assert page.evaluate("window.hacked") is None, address
        assert errors == []
    context.close()
