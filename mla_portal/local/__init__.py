"""The portal's own services for a trial and for tests: PostgreSQL, a Redis-protocol server, a mail catcher.

On a server none of this runs: `docker-compose.yml` or the administrator provides it. No Django setting is read here.
"""
