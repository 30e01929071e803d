"""``/api/v1/``: every file is reached from the discovery document and valid by its schema."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from playwright.sync_api import Browser, expect

from tests.conftest import Server

ROOT = "api/v1/"
LINKS = ("url", "json", "csv", "schema", "openapi", "changes")

SCHEMA_OF = (
    (r"index\.json", "index"),
    (r"(townships|lists|matters|departments|categories|vocabulary|changes)\.json", r"\1"),
    (r"townships/.+\.json", "township"),
    (r"lists/.+/(basic|cooperative|withdrawn|territorial)\.json", "list"),
    (r"matters/[^/]+\.json", "matter"),
    (r"departments/[^/]+\.json", "department"),
    (r"categories/[^/]+\.json", "category"),
    (r"changes/.+\.json", "township-changes"),
)


def read(site: Path, path: str) -> Any:
    return json.loads((site / path).read_bytes())


def links(value: Any) -> Iterator[str]:
    """Every address that a document names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in LINKS and isinstance(inner, str) and "://" not in inner:
                yield inner
            yield from links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from links(inner)


def documents(site: Path) -> dict[str, str]:
    """Path below ``api/v1/`` -> name of its schema, of all but the descriptions themselves."""
    found = {}
    for path in sorted((site / ROOT).rglob("*.json")):
        inner = path.relative_to(site / ROOT).as_posix()
        for pattern, name in SCHEMA_OF:
            if match := re.fullmatch(pattern, inner):
                found[inner] = match.expand(name)
                break
    return found


def closed(schema: Any) -> Any:
    """A schema that allows no field that it does not name, so that none is undocumented."""
    made = copy.deepcopy(schema)
    waiting = [made]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if "properties" in each:
                each.setdefault("additionalProperties", False)
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return made


@pytest.fixture(scope="module")
def schemas(site: Path) -> dict[str, Any]:
    folder = site / ROOT / "schemas/api"
    return {
        path.name.removesuffix(".schema.json"): json.loads(path.read_bytes())
        for path in folder.iterdir()
    }


def test_schemas_are_2020_12(schemas: dict[str, Any]) -> None:
    assert len(schemas) == 14
    for name, schema in schemas.items():
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"].endswith(f"/api/v1/schemas/api/{name}.schema.json")
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_file_is_valid_and_has_no_field_that_is_not_described(
    site: Path, schemas: dict[str, Any]
) -> None:
    checked = documents(site)
    assert set(checked.values()) == set(schemas)
    validators = {
        name: jsonschema.Draft202012Validator(closed(schema)) for name, schema in schemas.items()
    }
    for path, name in checked.items():
        problems = list(validators[name].iter_errors(read(site, ROOT + path)))
        assert problems == [], f"{path}: {problems[0].json_path} {problems[0].message[:200]}"


def test_a_wrong_document_is_refused(site: Path, schemas: dict[str, Any]) -> None:
    document = read(site, f"{ROOT}townships/chongqing/yunyang/longjiao.json")
    validator = jsonschema.Draft202012Validator(schemas["township"])
    for place, wrong in (("id", 7), ("kind", "other"), ("number", "3"), ("url", None)):
        broken = copy.deepcopy(document)
        broken["lists"][0]["items"][0][place] = wrong
        assert not validator.is_valid(broken), place


def test_everything_is_reached_from_the_index(site: Path) -> None:
    pages = {path.relative_to(site).as_posix(): path for path in site.rglob("index.html")}
    ids: dict[str, set[str]] = {}
    seen: set[str] = set()
    waiting = [f"{ROOT}index.json"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if not path.startswith(ROOT) or "/schemas/" in path or path.endswith("openapi.json"):
            continue
        for link in links(read(site, path)):
            target, _, fragment = link.partition("#")
            if target.endswith("/") or not target:
                page = f"{target}index.html"
                assert page in pages, f"{path} -> {link}"
                if fragment:
                    if page not in ids:
                        text = pages[page].read_text("utf-8")
                        ids[page] = set(re.findall(r'\bid="([^"]+)"', text))
                    assert unquote(fragment) in ids[page], f"{path} -> {link}"
            else:
                assert (site / target).is_file(), f"{path} -> {link}"
                waiting.append(target)
    reached = {path.removeprefix(ROOT) for path in seen}
    assert set(documents(site)) - reached == set()


def test_counts_agree(site: Path) -> None:
    index = read(site, f"{ROOT}index.json")
    towns = read(site, f"{ROOT}townships.json")["townships"]
    assert index["counts"]["townships"] + index["counts"]["districts"] == len(towns)
    assert index["counts"]["items"] == sum(sum(each["counts"].values()) for each in towns) == 1325
    lists = read(site, f"{ROOT}lists.json")["lists"]
    assert sum(each["count"] for each in lists) == 1325
    for each in lists:
        whole = read(site, f"{ROOT}townships/{each['township']}.json")
        own = read(site, each["json"])
        same = next(inner for inner in whole["lists"] if inner["kind"] == each["kind"])
        assert {key: own[key] for key in same} == same
    for head in read(site, f"{ROOT}departments.json")["departments"]:
        one = read(site, head["json"])
        for key in ("asks", "took", "named"):
            assert sum(each[key] for each in one["townships"]) == head["counts"][key]
        for each in one["townships"]:
            assert len(each["items"]) == each["asks"] + each["took"] + each["named"]
    for head in read(site, f"{ROOT}matters.json")["matters"]:
        one = read(site, head["json"])
        items = [f"{t['id']}#{item['id']}" for t in one["townships"] for item in t["items"]]
        assert items == head["items"]


def test_order_and_date_come_from_the_data(site: Path) -> None:
    towns = [each["id"] for each in read(site, f"{ROOT}townships.json")["townships"]]
    assert towns == sorted(towns)
    for path in documents(site):
        assert read(site, ROOT + path)["generated"] in ("2024", "2025")
    assert read(site, f"{ROOT}index.json")["generated"] == "2025"
    assert read(site, f"{ROOT}townships/chongqing/yunyang/longjiao.json")["generated"] == "2024"
    dates = [each["date"] for each in read(site, f"{ROOT}changes.json")["changes"]]
    assert dates == sorted(dates, reverse=True)


@pytest.fixture(scope="module")
def openapi(site: Path) -> Any:
    return read(site, f"{ROOT}openapi.json")


def test_openapi_is_valid(openapi: Any) -> None:
    assert openapi["openapi"].startswith("3.1.")
    assert [str(each) for each in OpenAPIV31SpecValidator(openapi).iter_errors()] == []


def test_openapi_describes_every_file_and_its_examples_exist(site: Path, openapi: Any) -> None:
    patterns = {}
    for path, entry in openapi["paths"].items():
        operation = entry["get"]
        example = path
        for parameter in operation.get("parameters", ()):
            example = example.replace(f"{{{parameter['name']}}}", parameter["example"])
        document = read(site, ROOT + example.lstrip("/"))
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        resolved = {**answer, "components": openapi["components"]}
        assert list(jsonschema.Draft202012Validator(resolved).iter_errors(document)) == []
        patterns[path] = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path.lstrip("/"))))
    for path in documents(site):
        assert any(each.fullmatch(path) for each in patterns.values()), path


@pytest.mark.browser
def test_the_page_of_the_json_answers_under_the_strict_policy(
    site: Path, serve: Any, browser: Browser
) -> None:
    server: Server = serve(site)
    server.headers["Content-Security-Policy"] = "default-src 'self'; img-src 'self' data:"
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{server.url}/data/api/")
    section = page.locator("#township-3")
    section.get_by_label("township").fill("luohuang")
    section.get_by_label("county").fill("jiangjin")
    section.get_by_role("button", name="试一试").click()
    expect(section.locator("pre")).to_contain_text('"name": "珞璜镇"', timeout=60_000)
    expect(section.get_by_role("status")).to_contain_text(
        "/api/v1/townships/chongqing/jiangjin/luohuang.json"
    )
    assert complaints == []
    section.get_by_label("township").fill("no-such-town")
    section.get_by_role("button", name="试一试").click()
    expect(section.get_by_role("status")).to_contain_text("没有这一个（404）", timeout=60_000)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    context.close()


def test_the_page_of_the_json_shows_every_operation(site: Path, openapi: Any) -> None:
    html = (site / "data/api/index.html").read_text("utf-8")
    for path in openapi["paths"]:
        assert f"api/v1{path}</code>" in html
