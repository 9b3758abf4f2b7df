"""How fast it is: groups of measurements, each measured the same way and held to the same table."""
