"""`python -m tapestory` is `tapestory`."""

from tapestory.cli.app import main

if __name__ == "__main__":
    main()
