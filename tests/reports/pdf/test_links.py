"""Links in running text: what they lead to, and where they stand in the structure."""

from io import BytesIO

import page
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet_app.reports.model.blocks import Callout, Columns, Heading, Item, Items, Para, literal
from kvalitet_app.reports.pdf.render import render
from tests.reports.documents import report
from tests.reports.rutiner import rutin
from tests.reports.spoken import read_aloud, tags, walk, written


def failures(content):
    return [f"{one.rule_id} {one.message}" for one in page.validate_pdf_bytes(content, profile="ua1").failures]


def addresses(content):
    """Of each page, where its links lead."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [[str(link.A.URI) for link in one.obj.get("/Annots", ())] for one in pdf.pages]


def linked_words(content):
    """How many pieces of text each link of the structure has, and how many places to press."""
    with pikepdf.open(BytesIO(content)) as pdf:
        links = [one.K for one in walk(pdf.Root.StructTreeRoot.K) if one.S == "/Link"]
        objects = [sum(isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid for kid in kids) for kids in links]
        return [(len(kids) - n, n) for kids, n in zip(links, objects, strict=True)]


def test_only_the_web_and_mail_are_links_and_an_address_in_a_file_is_plain():
    content = render(rutin()).content
    assert [one for found in addresses(content) for one in found] == [
        *["https://kommun.se/rutiner/l%C3%A4kemedel?sida=2"] * 2,
        "mailto:mas@kommun.se",
        "https://fass.se",
        "https://1177.se",
    ]
    assert tags(content).count("Link") == 4
    assert linked_words(content) == [(2, 2), (1, 1), (1, 1), (1, 1)]
    assert failures(content) == []


def test_the_address_is_read_on_paper():
    said = " ".join(read_aloud(render(rutin()).content))
    assert "särskilt boende (https://kommun.se/rutiner/läkemedel?sida=2) eller" in said
    assert r"ligger här (\\server\gemensam\rutin.docx). Tryck <Enter> i __init__ & spara." in said
    assert said.count("mas@kommun.se") == said.count("1177.se") == 1


@pytest.mark.parametrize(
    "text",
    [
        "[x](<https://x.se>)",
        "[hela stycket är en länk och går över flera rader därför att det är så långt " * 2 + "](<https://x.se>)",
        "[a](<https://x.se>) [b](<https://x.se>) och [c **d**](<https://y.se>)",
        "**fet** [a](<https://x.se>)[b](<https://y.se>)",
        "före\u2028[a\u2028b](<https://x.se>)",
    ],
)
def test_a_link_anywhere_in_a_text_is_tagged(text):
    made = report(Heading(1, "A"), Para(text), Items((text, Item(text, 1))), Callout(text), Columns(((Para(text),),)))
    content = render(made).content
    assert failures(content) == []
    assert read_aloud(content) == written(made)
    found = {one for on_page in addresses(content) for one in on_page}
    assert found == {one for one in ("https://x.se", "https://y.se") if one in text}


def test_a_link_over_two_pages_is_a_link_on_each():
    text = "rad " * 15
    made = report(Heading(1, "A"), *[Para("fyllnad")] * 28, Para(f"[{text * 20}](<https://x.se>) slut"))
    content = render(made).content
    told = addresses(content)
    assert len(told) == 2
    assert all(told)
    assert read_aloud(content) == written(made)
    assert failures(content) == []


words = st.text("abc -åäö\u2028", min_size=1, max_size=60)
pieces = st.tuples(words, st.sampled_from(["", "https://x.se", "mailto:a@b"]))


@pytest.mark.timeout(300)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(pieces, min_size=1, max_size=6))
def test_any_links_are_read_aloud_as_they_were_written(said):
    text = "".join(f"[{literal(words)}](<{link}>)" if link else literal(words) for words, link in said)
    made = report(Heading(1, "A"), Para(text), Items((text, Item(text, 1, 2))))
    content = render(made).content
    assert "".join(read_aloud(content)).replace(" ", "") == "".join(written(made)).replace(" ", "")
    assert failures(content) == []
