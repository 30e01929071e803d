"""The figures of ``benchmarks/suggest.md`` hold for one real township that is left out."""

from __future__ import annotations

from benchmarks.suggest import ROOT, load, score
from generator.suggest.ranking import suggest

LEFT_OUT = "neimenggu/hulunbeier/zhalantun/woniuhe"


def test_the_right_matter_is_found() -> None:
    known, offered, _ = load(ROOT)
    asked = [each for each in known if each.township == LEFT_OUT]
    others = [each for each in known if each.township != LEFT_OUT]
    elsewhere = {matter for each in others for matter in each.matters or ()}
    ranked = suggest(asked, known, offered, only_known=True)
    found = score([each for each in ranked if each.sample.matters], elsewhere)
    assert found.items > 150
    assert found.first >= 0.85 * found.items
    assert found.five >= 0.95 * found.items
    assert found.sure_right >= 0.97 * found.sure > 0
