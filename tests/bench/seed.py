"""A register the size of many years: the example, with avvikelser added in bulk."""

import random
import sqlite3
from pathlib import Path

from sqlalchemy import insert, select

from kvalitet_app.db.models import Avvikelse
from kvalitet_app.db.store.store import Store, open_store
from kvalitet_app.machine.account import account
from kvalitet_app.services.register.forsta_start import account_person
from kvalitet_app.services.register.skapande import make_example
from tests.verbs import laying

WORDS = [
    "medicin",
    "glömd",
    "fall",
    "hot",
    "duschen",
    "morgon",
    "larm",
    "nyckel",
    "dokumentation",
    "vikarie",
    "signering",
    "lista",
    "kväll",
    "köket",
]
COPIED = [
    "enhet_id",
    "typ_id",
    "lagrum",
    "foljd",
    "berort_barn",
    "status",
    "status_sedan",
    "handelse_vid",
    "handelse_ar",
    "handelse_manad",
]
BATCH = 2_000


def seeded_store(folder: Path, count: int) -> tuple[Store, Path]:
    """The store with `count` more avvikelser, and its file. One word in a thousand texts is `sällsynt`."""
    path = make_example(folder / "bench.db", konto=account())
    store = open_store(path)
    with store.read() as session:
        store.person_id = account_person(session, konto=account())
    chance = random.Random(2011)
    with store.writing(laying()) as session:
        columns = [getattr(Avvikelse, name) for name in COPIED]
        model = [dict(row._mapping) for row in session.execute(select(*columns).where(~Avvikelse.skyddad))]
        for begin in range(0, count, BATCH):
            rows = [_row(chance, model, number) for number in range(begin, min(begin + BATCH, count))]
            session.execute(insert(Avvikelse), rows)
    with sqlite3.connect(path) as connection:
        connection.execute("ANALYZE")
    return store, path


def _row(chance: random.Random, model: list[dict[str, object]], number: int) -> dict[str, object]:
    text = " ".join(chance.choices(WORDS, k=12)) + (" sällsynt" if number % 1000 == 0 else "")
    copied = chance.choice(model)
    return {
        **copied,
        "ar": 2000 + number // 5000,
        "nr": 10_000 + number % 5000,
        "rubrik": text[:40],
        "beskrivning": text,
        "registrerad_vid": copied["handelse_vid"],
        "skyddad": False,
    }
