from medborgarlofte.findings import discreet, holds_personal_number

__all__ = ["discreet", "holds_personal_number"]
