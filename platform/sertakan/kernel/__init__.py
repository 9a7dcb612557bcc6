"""The ground floor: months, money, identifiers, refusals and the clock, in plain Python."""
