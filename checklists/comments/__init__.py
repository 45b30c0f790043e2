"""Comments: what somebody has written under a post, and what to do about it (clauses kommentarer, svara, dolja)."""
