"""Which addresses lead anywhere, and how they are written in a file and on paper."""

import pytest

from kvalitet_app.domain.rutiner.lankar import as_read, as_uri, may_press


@pytest.mark.parametrize("link", ["https://x", "HTTP://x", "mailto:a@b"])
def test_the_web_and_mail_may_be_pressed(link):
    assert may_press(link)


@pytest.mark.parametrize(
    "link", ["file://x", r"\\server\x", "rutin:12", "javascript:x", "", "//x", "mailto:", "https://", "httpsx"]
)
def test_nothing_else_may(link):
    assert not may_press(link)


def test_an_address_in_a_file_has_plain_letters():
    assert (
        as_uri("https://örebro.se/vård och omsorg?a=1#å")
        == "https://xn--rebro-iua.se/v%C3%A5rd%20och%20omsorg?a=1#%C3%A5"
    )
    assert as_uri(as_uri("https://x.se/ö")) == as_uri("https://x.se/ö")


def test_an_address_on_paper_is_one_to_type():
    assert (as_read("mailto:a@b.se"), as_read("https://x.se/å")) == ("a@b.se", "https://x.se/å")
