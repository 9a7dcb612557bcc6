"""The settings of a regency: a task list, and one module for each of its sections."""

from sertakan.web.regency.configuring import differences, overview, retrospect, what_if

MODULES = (overview, differences, what_if, retrospect)
