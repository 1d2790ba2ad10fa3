"""``python -m medborgarlofte``: the command line, where its extra is installed."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0, 1 or 2."""
    try:
        import click  # noqa: F401  # only to see whether it is there
        import rich  # noqa: F401  # as click
    except ImportError:
        sys.stderr.write(
            "medborgarlofte: the command line needs its extra: pip install 'medborgarlofte[cli]'\n"
        )
        return 2
    from .cli import run

    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
