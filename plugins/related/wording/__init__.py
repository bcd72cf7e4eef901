"""The words that readers see."""
