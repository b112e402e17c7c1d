"""English words of place, distance and direction."""

from __future__ import annotations

from geo.localities.lexicon import DISTANCE, Lexicon

_CARDINALS = {
    word: value
    for value, words in {
        1: "a an one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
        10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
        17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty",
        60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
    }.items()
    for word in words.split()
}  # fmt: skip

_POINT = r"(?:north|south|east|west)"
_WORDS = rf"{_POINT}(?:[- ]?(?:by[- ])?{_POINT}){{0,2}}(?:ern|erly|wards?)?"
# Letters alone are a heading only in capitals: "e" and "s" are too common in lower case; two and more may be either.
_LETTERS = (
    r"(?:(?-i:[NSEW]\.?)|[NS]\.?[NS]?\.?[EW]\.?|[EW]\.?[NS]\.?[EW]\.?|(?-i:[NSEW][NSEW]?b[NSEW]))(?![A-Za-z])"
)
_DEGREES = (
    r"(?:(?:bearing|azimuth|heading|course)(?: of)? )?\d{1,3}(?:\.\d+)? ?(?:°|degrees?|deg\.?)(?: true)?"
)
_ZONE_NOUN = r"(?:zones?|limits?|borders?|frontiers?|boundary|boundaries|lines?|perimeter|edges?|radius)"

ENGLISH = Lexicon(
    language="en",
    digits=r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+ \d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}|\d+(?:[.,]\d+)?",
    cardinals=_CARDINALS,
    scales={"hundred": 100, "thousand": 1000},
    vague={
        r"(?:a )?couple(?: of)? hundred": (150, 250),
        r"(?:a )?couple(?: of)?": (1.5, 2.5),
        r"(?:a )?few hundred|several hundred|hundreds of": (200, 900),
        r"(?:a )?few thousand|several thousand|thousands of": (2000, 9000),
        r"(?:a )?few dozen|several dozen|dozens of": (24, 96),
        r"tens of": (20, 90),
        r"(?:a )?few": (2, 6),
        r"several": (3, 9),
        r"(?:a|one) dozen": (10, 14),
    },
    halves={
        r"half an?|an? half": "1/2",
        r"(?:a )?quarter of an?|quarter": "1/4",
        r"three[- ]quarters of an?": "3/4",
        r"(?:a )?third of an?": "1/3",
        r"and a half": "1/2",
    },
    units={
        r"nautical miles?|nmi|n\.m\.|nm": "nmi",
        r"(?:statute )?miles?|mi\.?": "mi",
        r"kilomet(?:re|er)s?|kms?\.?|klicks?": "km",
        r"met(?:re|er)s?|mtrs?|m": "m",
        r"yards?|yds?\.?": "yd",
        r"feet|foot|ft\.?": "ft",
    },
    modifiers={
        "about": r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.|an estimated|~|≈",
        "nearly": r"nearly|almost|just under|slightly less than|slightly under|close to|a little less than",
        "just over": r"just over|slightly more than|slightly over|a little over|a little more than",
        "more than": r"more than|over|at least|no less than|not less than|upwards of|beyond",
        "less than": r"less than|under|fewer than|at most|no more than|not more than|up to|as far as",
        "within": r"within|no farther than|no further than",
    },
    compass={"north": "N", "south": "S", "east": "E", "west": "W"},
    by_letter="by",
    gap=r"(?:a (?=\d))?",
    heading=rf"(?:due |directly |straight )?(?:{_WORDS}|{_LETTERS}|{_DEGREES})",
    letters=r"(?-i:[NSEW]\.?|[NS]\.?[EW]\.?|[NS][NS][EW]|[EW][NS][EW])",
    towards=r"(?:to|towards?|in|on) (?:the|an?)",
    lead=(
        r"(?:(?:so|at|at a distance of|a distance of|in|on|to|into|over|above|through|towards?|located|situated|lying|lies|somewhere|positioned|"
        r"stationed|from|firing from|launched from|in the (?:desert|steppe|badia|countryside)|an? area|the area|"
        r"an? (?:[a-z]+ )?(?:point|place|position|location|spot|site|post|checkpoint)|"
        r"(?:position|post|checkpoint|site)(?= (?:at|in|on|near) )) )*"
    ),
    to_heading=r"(?:(?:away )?(?:to the|towards the|to|in an?|in the|on a|at|on|bearing)[ ]|away,? )?",
    of=r"(?: direction| side)?(?: of| from| off)",
    from_=r"(?:away )?(?:from|of|outside(?: of)?|off)",
    away=r"(?: away)?",
    by=r",? (?:by|at|at a distance of|,)?",
    near=(
        r"near(?: to)?|nearby|close to|close by|in the vicinity of|in the neighbou?rhood of|adjacent to|next to|beside|"
        r"not far from|around|on the outskirts of|outside(?: of)?|just outside(?: of)?|in the area of|off|by|"
        r"opposite|at the approaches to"
    ),
    near_after="area|region|vicinity|outskirts|countryside|surroundings|district",
    between=r"(?:(?:half ?way|midway|somewhere) )?(?:in )?between",
    and_="and",
    by_road=r"by (?:the )?(?:road|car|rail|river|track|foot)|along the (?:road|river)|on the road|downstream|upstream",
    by_air=r"by air|as the crow flies|in a straight line|straight-line",
    road=r"(?:the )?(?:main |old |desert )?(?:road|highway|motorway|route|track|railway|line|river)",
    road_to=r"to|and|towards|-",
    inside=r"inside(?: of)?|within|in|into|inside of",
    outside=r"outside(?: of)?|beyond|past|out of",
    edge_of=r"(?:on|at|along|near|by) the (?:edge|border|boundary|limit|limits|perimeter) of",
    just=r"just|immediately|barely|right|directly",
    zone=rf"(?:the )?.*\b(?:{_ZONE_NOUN}|(?:{DISTANCE}|exclusion|deconfliction|de-?escalation|security|de-confliction)"
    r"[ -](?:\w+ )?(?:area|region|ring))",
)
