"""What is measured, never asserted: run by hand."""
