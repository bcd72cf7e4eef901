"""Parts of a text that declare their own role and model: notation, rendering, labels."""
