"""What stands above and below the content of every embed, as text and as height."""

from __future__ import annotations

from dataclasses import dataclass

from generator.embeds.heights import WIDTHS, Around, prepared
from generator.events import dated
from generator.model import Township

OWNER = " · “清单”照录公开文件，不是政府网站"


@dataclass(frozen=True)
class Frame:
    """The title, the small paragraphs above and below, and the page that it all comes from.

    ``more`` is the text of the link to that page, ``full`` its path (with an anchor, if any).
    """

    title: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    full: str
    more: str = "查看完整页面"
    owner: str = OWNER

    def heights(self) -> dict[int, int]:
        """Width -> the height of all this."""
        below = "\n".join((*self.below, self.more + self.owner))
        around = Around(prepared(self.title), prepared("\n".join(self.above)), prepared(below))
        return {width: around.height(width) for width in WIDTHS}


def source(township: Township) -> str:
    """Where a township's lists are printed, and what they hold as of."""
    version = township.version
    note = f"{version.note}。" if version.note else ""
    return f"出处：{version.title}（{dated(version.id)}版）。数据截至{dated(version.id)}。{note}"
