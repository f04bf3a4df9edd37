"""Documents: one model of what a report says, and what turns it into PDF.

ReportLab reads its default fonts when platypus is imported, so they are set and registered here, before that.
"""

from reportlab import rl_config

from kvalitet_app.reports.pdf.fonts import BODY, register_fonts

rl_config.canvas_basefontname = BODY
rl_config.defaultGraphicsFontName = BODY
rl_config.invariant = 1  # the same report gives the same bytes
rl_config.useA85 = 0  # no ASCII armour around compressed streams
register_fonts()
