"""How fast this library is, side by side with what else reads JSON into classes.

Run ``python -m benchmarks`` at the top of the repository, with the extra ``bench``.
"""
