"""Files around the roster: people, absences and calendars read; calendars, tables, texts and saved plans written and read."""
