"""Coverage-guided fuzzing, and the inputs that it found: ``python -m fuzz``, from ``tests/``."""
