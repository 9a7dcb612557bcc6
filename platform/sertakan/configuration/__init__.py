"""How a regency changes its own document: the law part by draft, check and approval, the house part at once."""
