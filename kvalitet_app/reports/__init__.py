"""Documents: one model of what a report says, and what turns it into PDF and Word."""
