"""Names of places as the folders of ``lists/`` have them: pinyin of the name without its kind.

重庆市云阳县江口镇 -> ``chongqing/yunyang/jiangkou``. Readings come from pypinyin, whose phrases
know 重庆, 六安 or 蚌埠; where it takes the most common reading of a character and places have
another (长, 都, 勒), the tables here say so. They were made by going through the names of all
counties, and the most common characters in names of townships.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

PROVINCES: Mapping[str, tuple[str, str]] = {
    "北京": ("11", "beijing"),
    "天津": ("12", "tianjin"),
    "河北": ("13", "hebei"),
    "山西": ("14", "shanxi"),
    "内蒙古": ("15", "neimenggu"),
    "辽宁": ("21", "liaoning"),
    "吉林": ("22", "jilin"),
    "黑龙江": ("23", "heilongjiang"),
    "上海": ("31", "shanghai"),
    "江苏": ("32", "jiangsu"),
    "浙江": ("33", "zhejiang"),
    "安徽": ("34", "anhui"),
    "福建": ("35", "fujian"),
    "江西": ("36", "jiangxi"),
    "山东": ("37", "shandong"),
    "河南": ("41", "henan"),
    "湖北": ("42", "hubei"),
    "湖南": ("43", "hunan"),
    "广东": ("44", "guangdong"),
    "广西": ("45", "guangxi"),
    "海南": ("46", "hainan"),
    "重庆": ("50", "chongqing"),
    "四川": ("51", "sichuan"),
    "贵州": ("52", "guizhou"),
    "云南": ("53", "yunnan"),
    "西藏": ("54", "xizang"),
    "陕西": ("61", "shaanxi"),
    "甘肃": ("62", "gansu"),
    "青海": ("63", "qinghai"),
    "宁夏": ("64", "ningxia"),
    "新疆": ("65", "xinjiang"),
    "台湾": ("71", "taiwan"),
    "香港": ("81", "xianggang"),
    "澳门": ("82", "aomen"),
}
"""Provinces without their kind -> the first two digits of their codes (GB/T 2260), and folder."""

_PROVINCE_KINDS = {
    **dict.fromkeys(("北京", "天津", "上海", "重庆"), "市"),
    **dict.fromkeys(("内蒙古", "西藏"), "自治区"),
    "广西": "壮族自治区",
    "宁夏": "回族自治区",
    "新疆": "维吾尔自治区",
    **dict.fromkeys(("香港", "澳门"), "特别行政区"),
}
"""What follows the short name of a province that is no 省."""

TOWN_KINDS = ("民族乡", "民族苏木", "街道", "苏木", "镇", "乡")
"""What the name of a township or subdistrict ends with, longest first."""

_NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|"
    "东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|"
    "俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_LONG = ("蒙古", "维吾尔", "哈萨克", "柯尔克孜", "塔吉克", "锡伯", "达斡尔", "鄂温克", "鄂伦春")
"""Nations that names of autonomous places also write without 族."""

_NATION = f"(?:(?:{_NATIONS})族)"
_BARE = f"(?:{'|'.join(_LONG)})"
_KINDS = (
    re.compile(rf"(?:{_NATION}|{_BARE})*自治(?:区|州|县|旗)$"),
    re.compile(r"族?自治(?:区|州|县|旗)$"),
    re.compile(rf"{_NATION}+(?:乡|镇|苏木|区)$"),
    re.compile(r"(?:特别行政区|街道办事处|民族苏木|民族乡|街道|苏木|地区|林区|特区|新区)$"),
    re.compile(r"[省市县区州盟旗镇乡]$"),
)

_SINGLE = {
    sign: sound
    for sound, signs in (
        *(("chang", "长"), ("chao", "朝"), ("du", "都"), ("le", "勒"), ("shi", "什"), ("fo", "佛")),
        *(("bai", "柏"), ("luo", "漯"), ("wei", "尾圩"), ("xiang", "巷"), ("shan", "杉")),
        *(("jia", "伽"), ("mu", "牟"), ("tan", "覃"), ("xia", "厦"), ("bu", "埠"), ("zang", "藏")),
        *(("ka", "卡"),),
    )
    for sign in signs
}
"""Readings in names of places."""

_PHRASES = {
    "东阿": "dong e",
    "东莞": "dong guan",
    "乐亭": "lao ting",
    "乐清": "yue qing",
    "乐陵": "lao ling",
    "什邡": "shi fang",
    "会稽": "kuai ji",
    "六合": "lu he",
    "六安": "lu an",
    "南乐": "nan le",
    "单县": "shan xian",
    "回龙圩": "hui long xu",
    "地藏": "di zang",
    "大城县": "dai cheng xian",
    "大埔": "da bu",
    "尉犁": "yu li",
    "尉氏": "wei shi",
    "星宿": "xing xiu",
    "民乐": "min le",
    "泊头": "bo tou",
    "洪洞": "hong tong",
    "浪卡子": "lang ka zi",
    "涡阳": "guo yang",
    "牟定": "mou ding",
    "珲春": "hun chun",
    "筠连": "jun lian",
    "红寺堡": "hong si bu",
    "繁峙": "fan shi",
    "荥经": "ying jing",
    "莘庄": "xin zhuang",
    "莘县": "shen xian",
    "西藏": "xi zang",
    "覃塘": "qin tang",
    "重庆": "chong qing",
    "长子县": "zhang zi xian",
    "闵行": "min hang",
    "鸭绿江": "ya lu jiang",
    "龙圩": "long xu",
    "穆棱": "mu ling",
}
"""Names that are read otherwise than their characters, where pypinyin does not know it or one of
:data:`_SINGLE` would be wrong."""

_NO_HAN = re.compile(r"[^\u3400-\u9fff]")


def spell(name: str) -> str:
    """The pinyin of a name in one word, without tones: 云阳 -> ``yunyang``."""
    from pypinyin import lazy_pinyin  # its dictionaries take long to load

    han = _NO_HAN.sub("", name)
    read = [_SINGLE.get(sign, sound) for sign, sound in zip(han, lazy_pinyin(han), strict=True)]
    for phrase, sounds in _PHRASES.items():
        place = han.find(phrase)
        if place >= 0:
            read[place : place + len(phrase)] = sounds.split()
    return "".join(read)


def core(name: str) -> str:
    """A name without its kind: 云阳县 -> 云阳; names of one character keep it: 沛县."""
    for kind in _KINDS:
        shorter = kind.sub("", name)
        if shorter != name and len(shorter) > 1:
            return shorter
    return name


def folder_part(name: str, *, whole: bool = False) -> str:
    """A name as a folder: 龙角镇 -> ``longjiao``; ``whole`` with its kind: ``longjiaozhen``."""
    if whole:
        return spell(name)
    province = PROVINCES.get(core(name))
    read = spell(core(name))
    # a name that ends in its kind is read whole, for 单县 and 大城县
    full = spell(name)
    if full != read and not full.startswith(read):
        kept = spell(name[len(core(name)) :])
        read = full.removesuffix(kept)
    return province[1] if province else read


def propose(
    division: Sequence[str], name: str, taken: Iterable[tuple[str, tuple[str, ...]]]
) -> str:
    """The folder for a township: the pinyin of its division and name.

    :param taken: folder of every township that is there, and the names of the places on its way,
        itself last; a folder that another place has gets the kind of place behind its name.
    """
    known: dict[str, str] = {}
    for folder, names in taken:
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            if len(parts) == len(names):
                known["/".join(parts[:depth])] = names[depth - 1]
    path = ""
    for place in (*division, name):
        short, full = (
            f"{path}/{part}".strip("/")
            for part in (folder_part(place), folder_part(place, whole=True))
        )
        path = short if known.get(short, place) == place else full
    return path


def kind_of_town(name: str) -> str:
    """The kind of a township by its name, 民族乡 for 某某族乡; '' if the name does not say it."""
    found = next((kind for kind in TOWN_KINDS if name.endswith(kind) and name != kind), "")
    if found in ("乡", "苏木") and re.search(rf"{_NATION}(?:乡|苏木)$", name):
        return f"民族{found}"
    return found


def province_code(name: str) -> str:
    """The first two digits of a province's codes; '' if there is no such province."""
    return PROVINCES.get(name, PROVINCES.get(core(name), ("", "")))[0]


def full_province(name: str) -> str:
    """The whole name of a province, 四川 -> 四川省; '' if there is no such province."""
    short = name if name in PROVINCES else core(name)
    if short not in PROVINCES:
        return ""
    whole = short + _PROVINCE_KINDS.get(short, "省")
    return whole if name in (short, whole) else ""
