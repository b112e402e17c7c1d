"""The text twin: everything the page shows as headings, tables and generated sentences, before any script runs.

`maps.twin.content` makes one sequence of blocks from the page data; `maps.twin.html` and `maps.twin.markdown` write it.
"""
