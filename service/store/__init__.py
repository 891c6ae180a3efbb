"""The only SQL: tables, rows, migrations, backup."""
