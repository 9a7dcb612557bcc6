"""Work units, villages and the roll of civil servants: rows that an admin keeps, by hand or from a sheet."""

from sertakan.web.regency.configuring.units import exporting, importing, member, roll, unit, units, villages

MODULES = (units, unit, villages, roll, member, importing, exporting)
