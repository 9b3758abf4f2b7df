"""The pages about rights: one's own, delegations, and why somebody may do what with a record."""
