"""What `invoke` can do, one module a command; tasks.py gives each its name and help."""
