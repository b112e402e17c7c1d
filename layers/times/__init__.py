"""Uncertain time: EDTF with bounds, phrases of reports, and times in words."""

from layers.times.edtf import Bounds, Edtf, bounds, read_edtf
from layers.times.overlaps import in_force, may_fall_in, must_fall_in, overlaps
from layers.times.reports import edtf_of_report

__all__ = [
    "Bounds",
    "Edtf",
    "bounds",
    "edtf_of_report",
    "in_force",
    "may_fall_in",
    "must_fall_in",
    "overlaps",
    "read_edtf",
]
