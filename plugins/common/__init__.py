"""Pure helpers that more than one plugin stands on: no Pelican, no plugin, no state."""
