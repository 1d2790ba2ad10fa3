"""Hostile inputs: what the library must take or refuse, and never fall over."""
