"""Synapse module of Parley: what the homeserver stores is ciphertext and membership, nothing else."""

from .module import ParleyPolicy

__all__ = ["ParleyPolicy"]
