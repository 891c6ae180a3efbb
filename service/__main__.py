"""``python -m service`` is ``thaw``."""

from service.cli import main

if __name__ == "__main__":
    main()
