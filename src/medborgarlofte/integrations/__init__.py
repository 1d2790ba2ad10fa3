"""Agreements inside what other libraries make: one module for each, and its extra.

None of them is imported before it is asked for by name.
"""
