"""Files in and out: XLSX and CSV."""
