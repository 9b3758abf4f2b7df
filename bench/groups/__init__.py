"""One module a group: what is measured, and the bars it is held to."""
