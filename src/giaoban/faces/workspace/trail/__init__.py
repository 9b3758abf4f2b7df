"""The pages of the trail: the history of an object, and the search through all of it."""
