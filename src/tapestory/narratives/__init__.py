"""Evidence and moves → who argues what, and the tape test."""
