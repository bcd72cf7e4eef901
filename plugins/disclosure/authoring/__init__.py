"""What `invoke disclose` and `invoke review` write into a source file, and how they decide it.

No terminal and no Git here: questions, printing and history are the commands' own.
"""
