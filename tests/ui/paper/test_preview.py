"""The report is looked at before it goes anywhere: pages, zoom, search, and the chapter one writes in sight."""

import pytest

from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.paper.spridning import Spridning


@pytest.fixture
def looking(example):
    """The preview of 2025, from the chapter Avvikelser."""
    example.context.scope.set_ar(2025)
    page = example.go("rapporter")
    example.qtbot.waitUntil(lambda: page.found is not None, timeout=20000)
    example.settle()
    page.list.choose(Kapitel.AVVIKELSER)
    example.settle()
    page.look_at()
    example.qtbot.waitUntil(lambda: page.looking.path is not None, timeout=30000)
    example.settle()
    example.qtbot.wait(100)
    return page


def test_the_chapter_one_writes_is_in_sight_and_another_follows(example, looking):
    preview = looking.looking.preview
    headings = dict(preview.pages.headings())
    assert preview.page_in_sight() in (headings["7 Avvikelser"], headings["7 Avvikelser"] + 1)
    looking.list.choose(Kapitel.NASTA_AR)
    example.qtbot.wait(50)
    assert abs(preview.page_in_sight() - headings["17 Mål för nästa år"]) <= 1
    assert preview.told.text().endswith(f"av {len(preview.pages)}")


def test_words_are_found_and_marked_one_after_the_other(example, looking):
    preview = looking.looking.preview
    preview.search.setText("SJÄLVSKADA")
    first = preview.hits.text()
    assert first.startswith("1 av ")
    preview.next_hit()
    assert preview.hits.text() == first.replace("1 av", "2 av", 1)
    assert any(sheet.marks for sheet in preview._sheets)
    preview.search.setText("enhörning")
    assert preview.hits.text() == "Inga träffar"
    assert not any(sheet.marks for sheet in preview._sheets)


def test_pages_grow_and_shrink_and_fit(example, looking):
    preview = looking.looking.preview
    fitted = preview._sheets[0].width()
    preview.zoom(1)
    assert preview._sheets[0].width() > fitted
    preview.zoom(-1)
    preview.zoom(-1)
    assert preview._sheets[0].width() < fitted
    preview.fit()
    assert abs(preview._sheets[0].width() - fitted) < 40  # a scroll bar comes and goes
    example.qtbot.waitUntil(lambda: not preview.thumbs.item(preview.thumbs.count() - 1).icon().isNull(), timeout=20000)


def test_another_reader_gives_another_document(example, looking):
    looking.looking.whom.choose(1)
    assert looking.looking.val().spridning is Spridning.OFFENTLIG
    example.settle()
    example.qtbot.wait(100)
    preview = looking.looking.preview
    assert preview.pages.find("Utelämnat i den offentliga versionen")
    assert not preview.pages.find("Siffrorna i berättelsen")


def test_esc_leads_back_to_the_text(example, looking):
    example.window.back()
    assert looking.stack.currentIndex() == 0
    assert looking.at.inbyggt is Kapitel.AVVIKELSER
