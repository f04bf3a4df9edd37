"""The addresses that a rutin's text names: which of them may be pressed, and how they are told on paper."""

SCHEMES = ("http", "https", "mailto")


def may_press(link: str) -> bool:
    """Whether an address leads to the web or to a mail: what else a text names is only shown."""
    scheme, _, rest = link.partition(":")
    return scheme.lower() in SCHEMES and rest.strip("/") != ""


def as_uri(link: str) -> str:
    """The address in the letters that a file may hold: å in a path as %C3%A5, in a server's name as punycode."""
    from markdown_it.common.normalize_url import normalizeLink

    return normalizeLink(link)


def as_read(link: str) -> str:
    """The address as a person types it from paper."""
    return link.partition(":")[2] if link.lower().startswith("mailto:") else link
