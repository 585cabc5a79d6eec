"""Identifiers as people give them: read, checked one by one and together, and brought into one form. Pure.

`values.clean_value` judges a value by its type, `one.clean_identifier` an identifier, `together.judge` several;
`lists` and `files` make rows of what is pasted or loaded, and `loaded` says what is wrong with which line.
"""
