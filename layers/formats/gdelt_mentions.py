"""The mentions of GDELT, under a name of their own; they are read in `layers.formats.gdelt`."""

from layers.formats.gdelt import GdeltMentionsFormat

FORMAT = GdeltMentionsFormat()
