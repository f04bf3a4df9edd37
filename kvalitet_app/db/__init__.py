"""The store: mapped classes, engine, journal, migrations, search and copies."""
