"""The `giaoban` command: a frame that starts at once and loads the one command it runs."""
