"""Pure functions over text: what is a word, a sentence, an emoji, a telephone number, and what a text is about."""
