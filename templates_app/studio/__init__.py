"""Templates of an administrator's own: a shipped version with other words, another order and further clauses.

`changes` is what may be changed, `checking` what forbids publishing, `services` the only writers, `selectors` the
version that is in use. Nothing that is typed here is ever read as a template: a place such as {reference} stands for a
value of the document, and nothing else can be reached.
"""
