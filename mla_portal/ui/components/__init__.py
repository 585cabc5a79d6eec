"""The components, by family. Templates reach them through `{% load ui %}`; `docs/interface.md` shows each."""
