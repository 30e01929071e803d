"""``qingdan new``: what it asks, what it refuses, and the pinyin of real names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.placenames import core, folder_part, kind_of_town, propose
from tests.conftest import REPOSITORY, run

READ = {
    "重庆市": "chongqing", "长沙市": "changsha", "乐山市": "leshan", "六安市": "luan",
    "蚌埠市": "bengbu", "厦门市": "xiamen", "长治市": "changzhi", "长子县": "zhangzi",
    "朝阳区": "chaoyang", "漯河市": "luohe", "台州市": "taizhou", "丽水市": "lishui",
    "东莞市": "dongguan", "百色市": "baise", "都匀市": "duyun", "都江堰市": "dujiangyan",
    "丰都县": "fengdu", "成都市": "chengdu", "荥阳市": "xingyang", "荥经县": "yingjing",
    "洪洞县": "hongtong", "乐亭县": "laoting", "乐清市": "yueqing", "乐陵市": "laoling",
    "南乐县": "nanle", "民乐县": "minle", "尉犁县": "yuli", "尉氏县": "weishi",
    "蔚县": "yuxian", "单县": "shanxian", "莘县": "shenxian", "歙县": "shexian",
    "黟县": "yixian", "沛县": "peixian", "铅山县": "yanshan", "东阿县": "donge",
    "涡阳县": "guoyang", "枞阳县": "zongyang", "亳州市": "bozhou", "珲春市": "hunchun",
    "穆棱市": "muling", "筠连县": "junlian", "犍为县": "qianwei", "什邡市": "shifang",
    "郫都区": "pidu", "繁峙县": "fanshi", "隰县": "xixian", "大城县": "daicheng",
    "行唐县": "xingtang", "井陉县": "jingxing", "泊头市": "botou", "任丘市": "renqiu",
    "盱眙县": "xuyi", "六合区": "luhe", "闵行区": "minhang", "番禺区": "panyu",
    "大埔县": "dabu", "佛山市": "foshan", "佛坪县": "foping", "吴堡县": "wubu",
    "红寺堡区": "hongsibu", "柞水县": "zhashui", "牟平区": "muping", "牟定县": "mouding",
    "覃塘区": "qintang", "龙圩区": "longxu", "那曲市": "naqu", "伽师县": "jiashi",
    "乌什县": "wushi", "库尔勒市": "kuerle", "浪卡子县": "langkazi", "芜湖市": "wuhu",
    "新疆维吾尔自治区": "xinjiang", "内蒙古自治区": "neimenggu", "陕西省": "shaanxi",
    "山西省": "shanxi", "塔城地区": "tacheng", "锡林郭勒盟": "xilinguole",
    "巴音郭楞蒙古自治州": "bayinguoleng", "克孜勒苏柯尔克孜自治州": "kezilesu",
    "恩施土家族苗族自治州": "enshi", "鄂伦春自治旗": "elunchun", "东乡族自治县": "dongxiang",
    "双江拉祜族佤族布朗族傣族自治县": "shuangjiang", "隆林各族自治县": "longlin",
    "莫力达瓦达斡尔族自治旗": "molidawa", "浦东新区": "pudong", "神农架林区": "shennongjia",
    "津市市": "jinshi", "沙市区": "shashi", "市中区": "shizhong", "郊区": "jiaoqu",
    "龙角镇": "longjiao", "卧牛河镇": "woniuhe", "西戈壁镇": "xigebi", "珞璜镇": "luohuang",
    "桃龙藏族乡": "taolong", "星宿苗族彝族仡佬族乡": "xingxiu", "建华街道": "jianhua",
    "沔城回族镇": "miancheng",
    "长青街道": "changqing", "马尾镇": "mawei", "朝霞街道": "chaoxia",
}  # fmt: skip


def test_names_of_places_are_read_as_people_read_them() -> None:
    assert {name: folder_part(name) for name in READ} == READ


def test_the_folders_that_are_there_are_the_ones_that_would_be_proposed() -> None:
    for path in (REPOSITORY / "lists").rglob("township.yml"):
        text = path.read_text("utf-8").splitlines()
        fields = dict(line.split(": ", 1) for line in text if ": " in line and line[0] != " ")
        division = fields["division"].strip("[]").split(", ")
        folder = path.parent.relative_to(REPOSITORY / "lists").as_posix()
        assert propose(division, fields["name"], []) == folder


def test_names_that_share_a_folder_get_their_kind() -> None:
    division = ("新疆维吾尔自治区", "伊犁哈萨克自治州", "伊宁市")
    taken = [("xinjiang/yili/yining/bayandai", (*division, "巴彦岱镇"))]
    other = (*division[:2], "伊宁县")
    assert propose(other, "巴彦岱镇", taken) == "xinjiang/yili/yiningxian/bayandai"
    assert propose(division, "巴彦岱乡", taken) == "xinjiang/yili/yining/bayandaixiang"
    assert propose(division, "汉宾乡", taken) == "xinjiang/yili/yining/hanbin"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("江口镇", "镇"),
        ("上坝乡", "乡"),
        ("桃龙藏族乡", "民族乡"),
        ("双江街道", "街道"),
        ("巴彦苏木", "苏木"),
        ("鄂温克族苏木", "民族苏木"),
        ("江口", ""),
        ("镇", ""),
    ],
)
def test_the_name_says_the_kind(name: str, kind: str) -> None:
    assert kind_of_town(name) == kind


def test_names_of_one_character_keep_their_kind() -> None:
    assert [core(name) for name in ("沛县", "云阳县", "城区", "江口镇")] == [
        *("沛县", "云阳", "城区", "江口")
    ]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(REPOSITORY / "lists/vocabulary", tmp_path / "lists/vocabulary")
    return tmp_path


def asked(root: Path, *answers: str) -> Result:
    """What a person sees who types these answers."""
    return CliRunner().invoke(main, ["new", "--root", str(root)], input="\n".join(answers) + "\n")


def test_it_asks_again_until_the_answer_is_right(root: Path) -> None:
    done = asked(
        root,
        *("成都市", "四川", "乐山市"),
        *("x", "犍为县", "罗城", "罗城镇"),
        *("51112", "500123101", "511123105", ""),
    )
    assert done.exit_code == 0, done.output
    for told in (
        "没有“成都市”这个省级地区",
        "名称用汉字写全",
        "写乡镇、街道的全称",
        "代码是 9 位数字（县 6 位，乡镇 3 位），“51112”不是",
        "四川省的代码以 51 开头",
        "[sichuan/leshan/qianwei/luocheng]",
        "犍为县罗城镇建好了，清单还是空的。下一步，任选一种：",
    ):
        assert told in done.output
    folder = root / "lists/sichuan/leshan/qianwei/luocheng"
    assert "division: [四川省, 乐山市, 犍为县]\ncode: '511123105'\n" in (
        folder / "township.yml"
    ).read_text("utf-8")
    assert sorted(path.name for path in folder.glob("*.yml")) == [
        *("basic.yml", "cooperative.yml", "township.yml", "withdrawn.yml")
    ]
    assert "categories: []" in (folder / "basic.yml").read_text("utf-8")
    assert run("check", "--quiet", "--root", str(root)).exit_code == 0


OPTIONS = ("--province", "重庆市", "--county", "云阳县", "--town", "江口镇", "--code", "500235101")


def test_options_answer_all_and_a_code_or_folder_is_never_taken_twice(root: Path) -> None:
    done = run("new", *OPTIONS, "--root", str(root))
    assert done.exit_code == 0, done.output
    assert "lists/chongqing/yunyang/jiangkou/township.yml" in done.stdout
    again = run("new", *OPTIONS, "--root", str(root))
    assert again.exit_code == 2
    assert "代码 500235101 已经是 lists/chongqing/yunyang/jiangkou 的" in again.output
    other = ("--into", "chongqing/yunyang/jiangkou", *OPTIONS[:-1], "500235102")
    assert "已经有了" in run("new", *other, "--root", str(root)).output


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--code", "50023510", "代码是 9 位数字"),
        ("--code", "５００２３５１０１", "代码是 9 位数字"),
        ("--code", "110235101", "重庆市的代码以 50 开头"),
        ("--province", "云阳县", "没有“云阳县”这个省级地区"),
        ("--town", "江口", "写乡镇、街道的全称"),
        ("--into", "../x", "路径只用小写拼音"),
        ("--into", "重庆", "路径只用小写拼音"),
        ("--version", "24", "--version 写年份或日期"),
    ],
)
def test_wrong_options_write_nothing(root: Path, option: str, value: str, told: str) -> None:
    done = run("new", *OPTIONS, option, value, "--root", str(root))
    assert done.exit_code == 2
    assert told in done.output
    assert [path.name for path in (root / "lists").iterdir()] == ["vocabulary"]


def test_unusual_codes_are_told(root: Path) -> None:
    assert run("new", *OPTIONS, "--root", str(root)).exit_code == 0
    others = ("--province", "重庆市", "--county", "云阳县", "--town", "上坝乡", "--code")
    done = run("new", *others, "500236150", "--root", str(root))
    assert done.exit_code == 0
    assert "乡的代码后三位一般在 200–399，这里是 150" in done.output
    assert "代码的县级部分 500236 与 lists/chongqing/yunyang/jiangkou" in done.output


def test_lists_can_be_begun_in_an_empty_folder_and_in_no_other(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    (empty / ".git").mkdir(parents=True)
    refused = run("new", *OPTIONS, "--code", "1", "--root", str(empty))
    assert refused.exit_code == 2
    assert not (empty / "lists").exists()
    done = run("new", *OPTIONS, "--version", "2024", "--root", str(empty))
    assert done.exit_code == 0, done.output
    assert "建了 lists/" in done.stderr
    assert run("check", "--root", str(empty)).exit_code == 0
    small = REPOSITORY / "tests/documents/fixtures/small.docx"
    done = run("import", str(small), "--into", "chongqing/yunyang/jiangkou", "--root", str(empty))
    assert done.exit_code == 0, done.output
    other = tmp_path / "other"
    other.mkdir()
    (other / "照片.txt").write_text("甲", "utf-8")
    refused = run("new", *OPTIONS, "--root", str(other))
    assert refused.exit_code == 1
    assert "这里没有 lists/ 文件夹" in refused.stderr
    assert [path.name for path in other.iterdir()] == ["照片.txt"]
