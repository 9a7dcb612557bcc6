"""Pure decisions of enrolling: what is complete, who may join, which state follows which."""
