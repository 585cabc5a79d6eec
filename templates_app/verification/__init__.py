"""What a file says of itself: its signatures, what was added after them, and the data that it carries.

`reading.findings_of(content)` answers `findings.Findings`. Whether a file is one of ours is not asked here: this knows
no documents.
"""
