"""Who sits at the machine."""

import os


def account() -> str:
    """The operating system account."""
    import getpass  # not before the first paint

    try:
        return getpass.getuser().casefold()
    except (OSError, KeyError):
        return "okänd"


def account_name() -> str:
    """The account's full name where the system knows one, else the account."""
    if os.name != "nt":
        import pwd

        full = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip()
        return full or account()
    return os.environ.get("USERNAME", account())
