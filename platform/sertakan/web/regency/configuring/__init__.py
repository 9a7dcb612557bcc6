"""The settings of a regency: a task list, and one module for each of its sections."""

from sertakan.web.regency.configuring import opening, overview, units

MODULES = (overview, *units.MODULES, opening)
