"""`python -m giaoban` is the `giaoban` command."""

import sys

from giaoban.faces.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
