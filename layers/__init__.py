"""WHO SAYS WHAT HAPPENED, WHEN: records, uncertain time, the case file, formats, and a layer for each party.

`layers` stands on `geo` and knows nothing of pages or commands. Importing it is cheap; names live in their modules.
"""
