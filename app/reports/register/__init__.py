"""Signed papers: numbers, frozen figures, what moved since."""
