"""Password hashing with the parameters measured in docs/adr."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2Hasher(Argon2PasswordHasher):
    """Argon2id, 19 MiB, two passes, one lane (OWASP's minimum): nine times the sign-ins of Django's default."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
