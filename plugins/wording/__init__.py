"""The words that readers see, in every language: catalogues, and an owner's own sentences."""
