"""The gazetteer of a case, the wordings that are read against it, and the world's towns beside it.

A case's own places come first, by any of their names in any script; its zone definitions and lines stand beside
them, so that "10 km inside the 55 km zone" has an edge to be measured from. A name below certainty is offered and
never taken.
"""

from layers.gazetteer.case_gazetteer import Candidate, CaseGazetteer, gazetteer_of
from layers.gazetteer.entries import names_of
from layers.gazetteer.wordings import derivation_text, read_wording

__all__ = [
    "Candidate",
    "CaseGazetteer",
    "derivation_text",
    "gazetteer_of",
    "names_of",
    "read_wording",
]
