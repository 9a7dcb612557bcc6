"""Pure decisions about a regency's document and its space."""
