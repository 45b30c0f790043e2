"""Rosters: who answers on which channel in which half-day (clauses kommentarer.ansvar, kontaktcenter.kommentarer, svara.24h)."""
