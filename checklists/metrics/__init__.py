"""Follow-up: what exports from the platforms say of posts, month by month. Start reading in checklists/post_metrics.py."""
