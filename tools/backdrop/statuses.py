"""Which lines between two areas are not agreed borders, and how the map names them.

The areas carry Natural Earth's three-letter codes; four have none there and get their own: `GOL`, the Golan Heights
between the "Syrian claim" line and the separation zone, `UND`, that zone of the 1974 disengagement agreement, `SHB`, the
Shebaa farms, and `CYB`, the buffer zone on Cyprus. A line is `disputed` where the parties to it differ on where or whether it runs, and `control` where it
divides by a truce, disengagement or withdrawal without being an agreed border. Everything else is `boundary`: what Natural Earth draws as one, no more.
"""

from __future__ import annotations

STATUS_OF: dict[frozenset[str], tuple[str, str]] = {
    frozenset({"ISR", "GOL"}): ("disputed", "Line of the Syrian claim"),
    frozenset({"SYR", "GOL"}): ("control", "Disengagement line, 1974"),
    frozenset({"UND", "GOL"}): ("control", "Disengagement line, 1974"),
    frozenset({"UND", "ISR"}): ("control", "Disengagement line, 1974"),
    frozenset({"UND", "SYR"}): ("control", "Disengagement line, 1974"),
    frozenset({"LBN", "UND"}): ("disputed", "Line of the Lebanese claim"),
    frozenset({"LBN", "GOL"}): ("disputed", "Line of the Lebanese claim"),
    frozenset({"SYR", "ISR"}): ("control", "Disengagement line, 1974"),
    frozenset({"LBN", "ISR"}): ("control", "Line of withdrawal, 2000"),
    frozenset({"PSX", "ISR"}): ("control", "Armistice line, 1949"),
    frozenset({"KOR", "PRK"}): ("control", "Military demarcation line, 1953"),
    frozenset({"IND", "PAK"}): ("disputed", ""),
    frozenset({"IND", "CHN"}): ("disputed", ""),
    frozenset({"RUS", "UKR"}): ("disputed", ""),
    frozenset({"SRB", "KOS"}): ("disputed", ""),
    frozenset({"MAR", "SAH"}): ("disputed", ""),
    frozenset({"SOM", "SOL"}): ("disputed", ""),
    frozenset({"ETH", "SOM"}): ("disputed", ""),
}


def status_of(one: str, other: str) -> tuple[str, str]:
    """Return the status and the name of the line between two areas; the name is empty where it needs none."""
    pair = {one, other}
    if pair & {"CYN", "CYB"}:
        return "control", "Cease-fire lines, 1974"
    if "SHB" in pair:
        return "disputed", "Line of the Lebanese claim"
    return STATUS_OF.get(frozenset({one, other}), ("boundary", ""))
