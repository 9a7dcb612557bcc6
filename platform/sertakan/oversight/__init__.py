"""What the centre may know: daily counts of each regency, compared, and nobody by name."""
