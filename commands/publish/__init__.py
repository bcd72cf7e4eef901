"""`invoke publish` and `invoke websub`: what is checked, the branch, and the hub."""
