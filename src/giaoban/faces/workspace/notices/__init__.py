"""The pages of one's notices: the inbox, how one wants to hear of things, and the calendar feed."""
