"""Build-only: trains and measures the classifier. Nothing here is imported by the engine or shipped."""
