"""Synapse module of Parley: what the homeserver stores is ciphertext and membership, nothing else.

`module` is the door to Synapse; the others are pure and need nothing but Python.
"""
