"""What has happened in the register: the chained journal, what writes it and what checks it."""
