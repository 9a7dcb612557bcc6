"""The law part in the settings: its sections in a draft, the check, the second person's decision, the history."""
