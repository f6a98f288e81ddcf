"""`python -m evaluation.reading [TALLY…]`: every score; with names, what differs in those."""

import sys

from evaluation.reading.scores import main

if __name__ == "__main__":
    sys.exit(main())
