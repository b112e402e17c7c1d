"""WHAT A READER SEES, OR TYPES: the page, its words and symbols, and the commands.

`maps` is the top room: it stands on `layers` and `geo`. Importing it is cheap; names live in their modules.
"""
