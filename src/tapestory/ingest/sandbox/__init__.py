"""Work on hostile input → its result from a child that can be killed."""
