"""A stranger's days with the program, from the wheel and the pages alone: `make stranger`."""
