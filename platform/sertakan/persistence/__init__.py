"""Where facts are kept: engine, session, the walls between tenants, sealed columns and migrations."""
