"""Does a year of articles in one store cost a run, a digest or a question more than ten days do?"""
