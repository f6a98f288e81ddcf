"""All SQL: tables, engine, migrations, one repository per noun, views, search."""
