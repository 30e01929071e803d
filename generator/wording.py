"""What the wording of an item says once everything is taken out that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model import BLOCK_FIELDS, Item, Matter, Township
from generator.vocabulary import Vocabulary

_BOILERPLATE = re.compile(
    "贯彻落实|组织开展|负责|开展|做好|配合|协助|加强|落实|推进|推动|组织|实施|完善|健全|建立"
    "|统筹|相关|有关|工作|辖区内?|本行政区域内?|区域内|本镇|本乡|全镇|本级|镇(?:级|域)"
    "|按照|依法|等|及其?|和|的|对|以及|进行|职责|事项"
)
_DEEDS = re.compile(
    "监督(?:管理|检查)|管理|治理|监管|监督|检查|整治|服务|建设|处置|处理|查处|规范|保障|维护"
    "|巡查|排查|问题|专项|活动|制度"
)
_SIGNS = re.compile(r"[\W_]+")
_PHRASES = re.compile(r"[，。；、：,;:*（）()]|以及|并且|和|及")
_PLACE_LEVELS = "省市县区旗州镇乡"


def strip(text: str, places: Sequence[str] = ()) -> str:
    """A text without places, boilerplate, signs and white space; if nothing is left, the text."""
    plain = text
    for place in places:
        plain = plain.replace(place, "")
    plain = _SIGNS.sub("", plain)
    return _BOILERPLATE.sub("", plain) or plain


def core(name: str) -> str:
    """A stripped name without what is done (管理, 整治 …): the object, which decides whether two
    matters are one; if nothing is left, the name."""
    return _DEEDS.sub("", name) or name


def phrases(name: str, places: Sequence[str] = ()) -> tuple[str, ...]:
    """The parts of a name between commas and conjunctions, each stripped."""
    parts = (strip(part, places) for part in _PHRASES.split(name) if part.strip())
    return tuple(part for part in parts if len(part) > 1) or (strip(name, places),)


def places(township: Township) -> tuple[str, ...]:
    """The township's own names, longest first, with and without the sign of their level."""
    names = (township.name, *township.division)
    forms = {form for name in names for form in (name, name.rstrip(_PLACE_LEVELS)) if len(form) > 1}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def duties(item: Item) -> Iterator[str]:
    """All sentences of an item's cells, without headings."""
    for field in BLOCK_FIELDS:
        for block in getattr(item, field):
            if block.lead:
                yield block.lead
            yield from block.duties
            yield from block.safeguards


def own_scope(matter: Matter) -> str:
    """The first clause of a scope: what belongs to the matter, without what belongs elsewhere."""
    return re.split("[；;。]", matter.scope)[0]


def decided(item: Item, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """The names, as they hold today, of the matters that an item was given; None if undecided."""
    if item.matters is None:
        return None
    return tuple(matter.name for matter in vocabulary.matters(item.matters))
