"""Who sits at the machine, as the system itself says: never as a variable that whoever starts the program sets."""

import sys

UNKNOWN = "okänd"
SHORT, DISPLAYED = 2, 3
"""GetUserNameExW: DOMAIN\\account, and the name that people read."""


def account() -> str:
    """The operating system account."""
    if sys.platform == "win32":
        return (_windows_account() or UNKNOWN).casefold()
    import os
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name.casefold()
    except KeyError:  # an account that the system has no name of
        return UNKNOWN


def account_name() -> str:
    """The account's full name where the system knows one, else the account."""
    if sys.platform == "win32":
        return _windows_name(DISPLAYED) or account()
    import os
    import pwd

    try:
        full = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip()
    except KeyError:
        full = ""
    return full or account()


def _windows_account() -> str:
    """The account of the process's own token, without its domain."""
    return _windows_name(SHORT).rpartition("\\")[2]


def _windows_name(kind: int) -> str:
    """What Windows calls the account in a kind of name; "" where it has none of that kind."""
    if sys.platform == "win32":
        import ctypes

        length = ctypes.c_ulong(257)
        text = ctypes.create_unicode_buffer(length.value)
        if ctypes.WinDLL("secur32").GetUserNameExW(kind, text, ctypes.byref(length)):
            return text.value
    return ""
