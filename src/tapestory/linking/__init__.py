"""What is said → instruments and sectors, with roles."""
