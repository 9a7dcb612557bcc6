"""Use cases on the apparatus, one module for each thing that is kept."""
