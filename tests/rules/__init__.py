"""How often the rules of the draft check are right, on cases and prose that nobody who wrote the rules has written."""
