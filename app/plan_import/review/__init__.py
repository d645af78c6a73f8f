"""A plan under review: the draft as something a person corrects, before anything of it is written."""
