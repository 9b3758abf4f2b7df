"""Units that stand where others stood: merged, absorbed, split, called otherwise."""
