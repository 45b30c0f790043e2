"""The roster planner against exact answers, on instances that a seeded generator makes."""
