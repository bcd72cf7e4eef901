"""`invoke build`: settings, one run of Pelican, its report, and the folder it goes into."""
