"""Who is at work and what that person may see and do."""
