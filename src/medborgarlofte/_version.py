"""The version of the package; the format has its own."""

__version__ = "0.1.0.dev0"
"""The version of the library, by semantic versioning."""
