"""What is shown of a row goes when the next one is chosen."""

import gc
from collections import Counter

from shiboken6 import getAllValidWrappers

PAGES = ("avvikelser", "egenkontroller", "atgarder", "rutiner", "synpunkter", "lex")
EACH = 15


def alive(driver):
    driver.settle()
    gc.collect()
    driver.qtbot.wait(20)
    gc.collect()
    return Counter(type(one).__name__ for one in getAllValidWrappers())


def look_at_rows(driver, key):
    page = driver.go(key, vy="alla")
    shown = getattr(page, "list", page)
    for row_id in list(shown.model.ids)[:EACH]:
        shown.table.choose_id(row_id)
        driver.qtbot.wait(1)


def test_no_object_of_a_row_outlives_it(example):
    kept = {}
    for key in PAGES:
        look_at_rows(example, key)
        before = alive(example)
        look_at_rows(example, key)
        grown = {kind: n - before[kind] for kind, n in alive(example).items() if n - before[kind] >= EACH // 2}
        if grown:
            kept[key] = grown
    assert kept == {}
