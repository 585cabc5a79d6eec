"""Electronic signatures over frozen documents: PAdES, with the certificate of the authority that approved.

`config` says which authority signs with what, `keys` opens its key, `sealing` signs a PDF, `standing` tells how long
the certificates are still good. Nothing of it is in the database.
"""
