"""`invoke serve`: the site while it is written.

This process watches files and answers the browser (command, watching, web, page). Another holds
everything imported and forks a child for each build (warm, jobs); rebuilding tells it what to do.
"""
