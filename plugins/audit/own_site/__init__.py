"""The comparison behind `invoke check`: does every form of a text say what the inventory says?"""
