"""Demonstration data: invented authorities, people and cases, marked as such wherever they are shown."""
