"""The pages of the letters that urge."""
