"""The one HTML toolbox: tags, raw text, elements, srcset, addresses and text."""
