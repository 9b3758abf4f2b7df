"""The doors to the program: signing in and out, one's account, and tokens for programs."""
