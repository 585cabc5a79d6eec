"""The portal's own services for a trial and for tests: PostgreSQL and a Redis-protocol server out of wheels, a mail catcher.

Nothing here runs on a server, where `docker-compose.yml` (or the administrator) provides these. Imports no Django setting.
"""
