"""Country names at the points where the map writes them, in English, Arabic and Russian."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

# Natural Earth's own points suit a map of the world; in the region the name stands where the case leaves room.
REGION_POINTS = (
    # code, latitude, longitude, zooms from and to, English, Arabic, Russian
    ("SYR", 35.05, 38.25, 4, 9, "Syria", "سوريا", "Сирия"),
    ("IRQ", 33.05, 42.15, 4, 9, "Iraq", "العراق", "Ирак"),
    ("JOR", 31.2, 36.45, 6, 9, "Jordan", "الأردن", "Иордания"),
    ("TUR", 37.85, 38.4, 6, 9, "Turkey", "تركيا", "Турция"),
    ("SAU", 30.95, 39.7, 6, 9, "Saudi Arabia", "السعودية", "Саудовская Аравия"),
    ("LBN", 33.9, 35.85, 6, 10, "Lebanon", "لبنان", "Ливан"),
    ("ISR", 31.15, 34.85, 6, 10, "Israel", "إسرائيل", "Израиль"),
    ("PSX", 32.05, 35.25, 8, 11, "Palestinian territories", "الأراضي الفلسطينية", "Палестинские территории"),
    ("CYP", 34.95, 33.3, 6, 10, "Cyprus", "قبرص", "Кипр"),
    ("IRN", 35.5, 46.9, 7, 9, "Iran", "إيران", "Иран"),
)
# Areas whose name is itself at issue: at the world's scale the lines are drawn, and no name is written.
NOT_ON_WORLD = {"CYN", "SOL", "SAH", "KOS", "PSX"}


def region_labels() -> list[list[Any]]:
    """Return the labels of the region."""
    return [
        [code, lat, lon, least, most, en, ar, ru] for code, lat, lon, least, most, en, ar, ru in REGION_POINTS
    ]


def world_labels(countries: GeoDataFrame) -> list[list[Any]]:
    """Return a label for each country of the 1:110m set, at its own point, from the zoom Natural Earth gives it."""
    labels = []
    for row in countries.sort_values("ADM0_A3").itertuples():
        if row.ADM0_A3 in NOT_ON_WORLD:
            continue
        lat, lon = round(row.LABEL_Y, 1), round(row.LABEL_X, 1)
        labels.append(
            [row.ADM0_A3, lat, lon, round(row.MIN_LABEL), 9, row.NAME_LONG, row.NAME_AR, row.NAME_RU]
        )
    return labels
