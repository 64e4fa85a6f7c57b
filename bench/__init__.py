"""`make bench`: the portal's pages against bare Django pages in the same server on the same database."""
