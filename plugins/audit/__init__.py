"""The auditor: what any page, feed or whole site says about AI, and where it says it wrongly.

A library and no Pelican plugin: there is no `register`, and nothing here imports Pelican. It shares
no code with what writes the forms, so that a mistake there shows here. `auditor.audit` is the way
in; `rules.toml` is the list of what is reported, with sources. `own_site` compares a site of this
kit with its own inventory.
"""
