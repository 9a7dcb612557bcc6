"""Pure decisions about units, the roll and the sheets that list them."""
