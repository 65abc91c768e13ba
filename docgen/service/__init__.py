"""The entrances: the only code with a clock, a network and a disk."""
