"""Agreement and difference between accounts: field by field, incident by incident, as of any date.

`compare` takes one incident apart and needs nothing heavy. The frames cover a whole case, or any table of claims.
"""

from layers.agreement.classes import FIELD_CLASSES, INCIDENT_CLASSES, FieldClass, IncidentClass
from layers.agreement.comparing import Comparison, FieldComparison, Silence, compare, compare_all
from layers.agreement.fields import FIELDS, Field
from layers.agreement.frames import (
    AGREEMENT_COLUMNS,
    FIELD_AGREEMENT_COLUMNS,
    agreement_frame,
    agreement_of,
    field_agreement_frame,
    field_agreement_of,
)
from layers.agreement.pairs import PARTY_PAIR_COLUMNS, party_pairs, party_pairs_frame
from layers.agreement.spreads import Spread
from layers.agreement.table import CLAIM_TABLE_COLUMNS, claims_table
from layers.agreement.votes import Vote

__all__ = [
    "AGREEMENT_COLUMNS",
    "CLAIM_TABLE_COLUMNS",
    "FIELDS",
    "FIELD_AGREEMENT_COLUMNS",
    "FIELD_CLASSES",
    "INCIDENT_CLASSES",
    "PARTY_PAIR_COLUMNS",
    "Comparison",
    "Field",
    "FieldClass",
    "FieldComparison",
    "IncidentClass",
    "Silence",
    "Spread",
    "Vote",
    "agreement_frame",
    "agreement_of",
    "claims_table",
    "compare",
    "compare_all",
    "field_agreement_frame",
    "field_agreement_of",
    "party_pairs",
    "party_pairs_frame",
]
