"""How Chinese characters are read."""

from __future__ import annotations


def spelled(text: str) -> list[str]:
    """Pinyin without tones: a syllable for each Chinese character, other text as it is."""
    import pypinyin  # its dictionaries take as long to load as all the rest of the program

    return pypinyin.lazy_pinyin(text)
