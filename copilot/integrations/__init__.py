"""For users of other libraries."""
