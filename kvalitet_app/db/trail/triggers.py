"""The triggers that write the journal and keep the search text, for both stores.

They are made from the columns that stand in the database, so a migration only has to call `make_triggers` last.
No bulk statement, migration or other tool can change a row without leaving a line: in SQLite a program that lacks
our functions is refused, in PostgreSQL the server writes the line itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from kvalitet_app.domain.text import HARD, INVISIBLE

UNJOURNALLED = frozenset(
    {"utkast", "utkastfil", "handelse", "sokpost", "alembic_version", "bilaga_innehall", "paminnelse"}
)
DERIVED = "_sort"


@dataclass(frozen=True, slots=True)
class Searched:
    """How a table becomes one line of search text. `{r}` stands for the row; all parts are SQL."""

    titel: str
    parts: tuple[str, ...]
    columns: tuple[str, ...]
    enhet: str = "{r}.enhet_id"
    skyddad: str = "{false}"


SEARCHED: dict[str, Searched] = {
    "avvikelse": Searched(
        "{r}.rubrik",
        ("{r}.ar || '-' || {nr}", "{r}.rubrik", "{r}.beskrivning", "{r}.omedelbar_atgard", "{r}.brukarreferens"),
        ("rubrik", "beskrivning", "omedelbar_atgard", "brukarreferens", "enhet_id", "skyddad", "borttagen"),
        skyddad="{r}.skyddad",
    ),
    "atgard": Searched("{r}.text", ("{r}.text",), ("text", "enhet_id", "borttagen")),
    "rutin": Searched(
        "{r}.titel", ("{r}.nr || ''", "{r}.titel", "{r}.omrade"), ("nr", "titel", "omrade", "enhet_id", "borttagen")
    ),
    "rutinversion": Searched(
        "(SELECT titel FROM rutin WHERE id = {r}.rutin_id)",
        ("{r}.text",),
        ("text", "borttagen"),
        enhet="(SELECT enhet_id FROM rutin WHERE id = {r}.rutin_id)",
    ),
    "process": Searched("{r}.namn", ("{r}.kod", "{r}.namn", "{r}.syfte"), ("kod", "namn", "syfte", "borttagen")),
    "aktivitet": Searched("{r}.namn", ("{r}.namn",), ("namn", "borttagen"), enhet="NULL"),
    "mall": Searched("{r}.namn", ("{r}.kod", "{r}.namn"), ("kod", "namn", "borttagen"), enhet="NULL"),
    "enhet": Searched("{r}.namn", ("{r}.namn",), ("namn", "borttagen"), enhet="{r}.id"),
    "person": Searched("{r}.namn", ("{r}.namn", "{r}.titel"), ("namn", "titel", "borttagen"), enhet="NULL"),
    "lex_sarah_arende": Searched(
        "{r}.beteckning",
        ("{r}.beteckning", "{r}.beskrivning"),
        ("beteckning", "beskrivning", "enhet_id", "borttagen"),
        skyddad="{true}",
    ),
    "synpunkt": Searched(
        "{r}.amne",
        ("{r}.amne", "{r}.text", "{r}.brukarreferens"),
        ("amne", "text", "brukarreferens", "enhet_id", "borttagen"),
    ),
}


def make_triggers(connection: Connection) -> None:
    """Drop and make anew every trigger of the journal and of search."""
    for statement in trigger_statements(connection):
        connection.exec_driver_sql(statement)


def trigger_statements(connection: Connection) -> list[str]:
    """What makes every trigger and function of ours, for the columns that stand in the database."""
    inspector = inspect(connection)
    columns = {
        table: [c["name"] for c in inspector.get_columns(table)] for table in sorted(inspector.get_table_names())
    }
    return _sqlite(columns) if connection.dialect.name == "sqlite" else _postgres(columns)


def _searchable(columns: dict[str, list[str]]) -> list[str]:
    """The tables that can be searched as the schema stands: an early migration makes them before later columns."""
    return [table for table, spec in SEARCHED.items() if set(spec.columns) <= set(columns.get(table, ()))]


def drop_triggers(connection: Connection) -> None:
    """Take our triggers away while rows are laid in that bring their own journal; `make_triggers` puts them back."""
    sqlite = connection.dialect.name == "sqlite"
    sql = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if sqlite
        else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    for name, table in connection.execute(text(sql)).all():
        if name.startswith(("journal_", "handelse_", "sok_")):
            connection.exec_driver_sql(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}"))


def fill_all_search(connection: Connection) -> None:
    """Search text for every row of every table that can be searched."""
    inspector = inspect(connection)
    columns = {t: [c["name"] for c in inspector.get_columns(t)] for t in inspector.get_table_names() if t in SEARCHED}
    for table in _searchable(columns):
        fill_search(connection, table)


def fill_search(connection: Connection, table: str) -> None:
    """Search text for the rows of a table that became searchable."""
    sqlite = connection.dialect.name == "sqlite"
    values = _search_values(table, sqlite=sqlite)
    connection.exec_driver_sql(
        "INSERT INTO sokpost(tabell, rad_id, enhet_id, skyddad, titel, text) "
        f'SELECT {values} FROM "{table}" AS new WHERE new.borttagen IS NULL'
    )


def search_faults(connection: Connection) -> Iterator[str]:
    """Sentences about search text that is not what its record says."""
    sqlite = connection.dialect.name == "sqlite"
    inspector = inspect(connection)
    columns = {t: [c["name"] for c in inspector.get_columns(t)] for t in inspector.get_table_names() if t in SEARCHED}
    for table in _searchable(columns):
        spec = SEARCHED[table]
        values = _search_values(table, sqlite=sqlite).removeprefix(f"'{table}', ")
        names = "rad_id, enhet_id, skyddad, titel, text"
        if "SELECT" in spec.titel:  # of the record it belongs to, as that was when this one was written
            values = f"new.id, {_search_text(spec, sqlite=sqlite)}"
            names = "rad_id, text"
        made = f'SELECT {values} FROM "{table}" AS new WHERE new.borttagen IS NULL'
        kept = f"SELECT {names} FROM sokpost WHERE tabell = '{table}'"
        for one, other in ((made, kept), (kept, made)):
            if connection.exec_driver_sql(f"{one} EXCEPT {other} LIMIT 1").first() is not None:
                yield f"Söktexten för {table} stämmer inte med posterna."
                break


def journalled_columns(connection: Connection) -> dict[str, list[str]]:
    """The tables that the journal follows, with the columns it tells of."""
    inspector = inspect(connection)
    return _journalled({t: [c["name"] for c in inspector.get_columns(t)] for t in sorted(inspector.get_table_names())})


def _journalled(columns: dict[str, list[str]]) -> dict[str, list[str]]:
    return {
        table: [name for name in names if not name.endswith(DERIVED)]
        for table, names in columns.items()
        if table not in UNJOURNALLED and not table.startswith("sok")
    }


# SQLite


def _sqlite(columns: dict[str, list[str]]) -> list[str]:
    made: list[str] = []
    for table, names in _journalled(columns).items():
        made += _sqlite_journal(table, names)
    made += _SQLITE_SEAL
    for table in _searchable(columns):
        made += _sqlite_search(table)
    return made


def _json_object(names: list[str], row: str) -> str:
    return "json_object(" + ", ".join(f"'{n}', {row}.\"{n}\"" for n in names) + ")"


def _sqlite_journal(table: str, names: list[str]) -> list[str]:
    old, new = _json_object(names, "old"), _json_object(names, "new")
    bodies = {
        "insert": ("new", "NULL", new, ""),
        "update": (
            "new",
            f"kvalitet_skillnad({old}, {new})",
            f"kvalitet_skillnad({new}, {old})",
            f" WHEN {old} <> {new}",
        ),
        "delete": ("old", old, "NULL", ""),
    }
    made: list[str] = []
    for op, (row, fore, efter, when) in bodies.items():
        name = f"journal_{table}_{op}"
        made.append(f"DROP TRIGGER IF EXISTS {name}")
        made.append(
            f'CREATE TRIGGER {name} AFTER {op.upper()} ON "{table}"{when} BEGIN '
            "INSERT INTO handelse(nr, tabell, rad_id, op, fore, efter) VALUES("
            f"(SELECT coalesce(max(nr), 0) + 1 FROM handelse), '{table}', {row}.id, '{op}', {fore}, {efter}); END"
        )
    return made


_TID = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
_SEALED = "kvalitet_atagande(kvalitet_salt(new.nr), new.fore, new.efter)"
_SQLITE_SEAL = [
    "DROP TRIGGER IF EXISTS handelse_seal",
    "CREATE TRIGGER handelse_seal AFTER INSERT ON handelse BEGIN UPDATE handelse SET "
    f"tid = {_TID}, person_id = kvalitet_person(), verb = kvalitet_verb(), steg = kvalitet_steg(), "
    f"salt = kvalitet_salt(new.nr), atagande = {_SEALED}, "
    "hash = kvalitet_kedja((SELECT hash FROM handelse WHERE nr = new.nr - 1), new.nr, "
    f"{_TID}, kvalitet_person(), kvalitet_verb(), kvalitet_steg(), new.tabell, new.rad_id, new.op, {_SEALED}) "
    "WHERE nr = new.nr; END",
    "DROP TRIGGER IF EXISTS handelse_keep",
    "CREATE TRIGGER handelse_keep BEFORE UPDATE ON handelse WHEN old.hash IS NOT NULL AND NOT "
    "(new.nr = old.nr AND new.hash = old.hash AND new.atagande = old.atagande AND new.tid = old.tid "
    "AND new.fore IS NULL AND new.efter IS NULL AND new.salt IS NULL) "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END",
    "DROP TRIGGER IF EXISTS handelse_stay",
    "CREATE TRIGGER handelse_stay BEFORE DELETE ON handelse "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END",
]


def _fill(sql: str, *, sqlite: bool) -> str:
    number = "printf('%04d', new.nr)" if sqlite else "lpad(new.nr::text, greatest(4, length(new.nr::text)), '0')"
    false, true = ("0", "1") if sqlite else ("false", "true")
    return sql.format(r="new", nr=number, false=false, true=true)


def _search_text(spec: Searched, *, sqlite: bool) -> str:
    joined = _fill(" || ' ' || ".join(f"coalesce({part}, '')" for part in spec.parts), sqlite=sqlite)
    return seen(joined, sqlite=sqlite)


def seen(sql: str, *, sqlite: bool) -> str:
    """SQL for `domain.text.visible` of a text: what nobody sees does not hide a word from search."""
    if sqlite:
        return f"kvalitet_synlig({sql})"
    return f"translate(regexp_replace({sql}, '{INVISIBLE}', '', 'g'), '{''.join(HARD)}', '{''.join(HARD.values())}')"


def _search_values(table: str, *, sqlite: bool) -> str:
    spec = SEARCHED[table]
    values = (f"'{table}'", "new.id", spec.enhet, spec.skyddad, spec.titel, _search_text(spec, sqlite=sqlite))
    return ", ".join(_fill(value, sqlite=sqlite) for value in values)


_UPSERT = (
    " ON CONFLICT (tabell, rad_id) DO UPDATE SET enhet_id = excluded.enhet_id, skyddad = excluded.skyddad, "
    "titel = excluded.titel, text = excluded.text"
)


def _sqlite_search(table: str) -> list[str]:
    values = _search_values(table, sqlite=True)
    insert = f"INSERT INTO sokpost(tabell, rad_id, enhet_id, skyddad, titel, text) SELECT {values}"
    columns = ", ".join(SEARCHED[table].columns)
    return [
        f"DROP TRIGGER IF EXISTS sok_{table}_insert",
        f'CREATE TRIGGER sok_{table}_insert AFTER INSERT ON "{table}" WHEN new.borttagen IS NULL BEGIN {insert}; END',
        f"DROP TRIGGER IF EXISTS sok_{table}_update",
        f'CREATE TRIGGER sok_{table}_update AFTER UPDATE OF {columns} ON "{table}" BEGIN '
        f"DELETE FROM sokpost WHERE tabell = '{table}' AND rad_id = new.id AND new.borttagen IS NOT NULL; "
        f"{insert} WHERE new.borttagen IS NULL{_UPSERT}; END",
        f"DROP TRIGGER IF EXISTS sok_{table}_delete",
        f'CREATE TRIGGER sok_{table}_delete AFTER DELETE ON "{table}" BEGIN '
        f"DELETE FROM sokpost WHERE tabell = '{table}' AND rad_id = old.id; END",
    ]


SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE sok USING fts5(text, content='sokpost', content_rowid='id', tokenize='trigram')",
    "CREATE TRIGGER sokpost_insert AFTER INSERT ON sokpost BEGIN "
    "INSERT INTO sok(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER sokpost_delete AFTER DELETE ON sokpost BEGIN "
    "INSERT INTO sok(sok, rowid, text) VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER sokpost_update AFTER UPDATE OF text ON sokpost BEGIN "
    "INSERT INTO sok(sok, rowid, text) VALUES ('delete', old.id, old.text); "
    "INSERT INTO sok(rowid, text) VALUES (new.id, new.text); END",
)

# PostgreSQL

POSTGRES_INDEX = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ix_sokpost_text_trgm ON sokpost USING gin (text gin_trgm_ops)",
)

_POSTGRES_JOURNAL = r"""
CREATE OR REPLACE FUNCTION kvalitet_journal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  o jsonb; n jsonb; rad bigint; previous record; line handelse%ROWTYPE; derived text[];
BEGIN
  IF TG_OP <> 'INSERT' THEN o := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN n := to_jsonb(NEW); END IF;
  SELECT coalesce(array_agg(k), '{}') INTO derived FROM jsonb_object_keys(coalesce(n, o)) k WHERE k LIKE '%\_sort';
  o := o - derived; n := n - derived;
  rad := (coalesce(n, o) ->> 'id')::bigint;
  IF TG_OP = 'UPDATE' THEN
    IF o = n THEN RETURN NULL; END IF;
    SELECT jsonb_object_agg(a.key, a.value), jsonb_object_agg(a.key, b.value) INTO o, n
      FROM jsonb_each(o) a JOIN jsonb_each(n) b ON a.key = b.key WHERE a.value IS DISTINCT FROM b.value;
  END IF;
  PERFORM pg_advisory_xact_lock(4711);
  SELECT nr, hash INTO previous FROM handelse ORDER BY nr DESC LIMIT 1;
  line.nr := coalesce(previous.nr, 0) + 1;
  line.tid := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  line.person_id := nullif(current_setting('kvalitet.person', true), '')::int;
  line.verb := nullif(current_setting('kvalitet.verb', true), '');
  line.steg := nullif(current_setting('kvalitet.steg', true), '');
  line.tabell := TG_TABLE_NAME; line.rad_id := rad; line.op := lower(TG_OP);
  line.fore := o::text; line.efter := n::text;
  line.salt := replace(gen_random_uuid()::text, '-', '');
  line.atagande := encode(sha256(convert_to(
    concat_ws(E'\n', line.salt, coalesce(line.fore, ''), coalesce(line.efter, '')), 'utf8')), 'hex');
  line.hash := encode(sha256(convert_to(concat_ws(E'\n', coalesce(previous.hash, ''), line.nr::text, line.tid,
    coalesce(line.person_id::text, ''), coalesce(line.verb, ''), coalesce(line.steg, ''), line.tabell,
    line.rad_id::text, line.op, line.atagande), 'utf8')), 'hex');
  INSERT INTO handelse SELECT line.*;
  RETURN NULL;
END $$
"""

_POSTGRES_KEEP = """
CREATE OR REPLACE FUNCTION kvalitet_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.nr = OLD.nr AND NEW.hash = OLD.hash AND NEW.atagande = OLD.atagande
     AND NEW.tid = OLD.tid AND NEW.fore IS NULL AND NEW.efter IS NULL AND NEW.salt IS NULL THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the journal is append only';
END $$
"""


def _postgres(columns: dict[str, list[str]]) -> list[str]:
    made = [_POSTGRES_JOURNAL.replace("%", "%%"), _POSTGRES_KEEP]
    for table in _journalled(columns):
        made += [
            f'DROP TRIGGER IF EXISTS journal_{table} ON "{table}"',
            f'CREATE TRIGGER journal_{table} AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION kvalitet_journal()",
        ]
    made += [
        "DROP TRIGGER IF EXISTS handelse_keep ON handelse",
        "CREATE TRIGGER handelse_keep BEFORE UPDATE OR DELETE ON handelse "
        "FOR EACH ROW EXECUTE FUNCTION kvalitet_keep()",
    ]
    for table in _searchable(columns):
        made += _postgres_search(table)
    return made


def _postgres_search(table: str) -> list[str]:
    values = _search_values(table, sqlite=False)
    return [
        f"""CREATE OR REPLACE FUNCTION sok_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM sokpost WHERE tabell = '{table}' AND rad_id = OLD.id; RETURN NULL;
  END IF;
  IF NEW.borttagen IS NOT NULL THEN
    DELETE FROM sokpost WHERE tabell = '{table}' AND rad_id = NEW.id; RETURN NULL;
  END IF;
  INSERT INTO sokpost(tabell, rad_id, enhet_id, skyddad, titel, text) SELECT {values}{_UPSERT};
  RETURN NULL;
END $$""",
        f'DROP TRIGGER IF EXISTS sok_{table} ON "{table}"',
        f"CREATE TRIGGER sok_{table} AFTER INSERT OR DELETE OR UPDATE OF {', '.join(SEARCHED[table].columns)} "
        f'ON "{table}" FOR EACH ROW EXECUTE FUNCTION sok_{table}()',
    ]
