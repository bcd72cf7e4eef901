"""The comparison behind `invoke check`: does every form of a text say what the inventory says?

`comparison.compare` is the way in. What is compared is read by the auditor's readers, never by the
code that wrote it, so that a mistake there shows here.
"""
