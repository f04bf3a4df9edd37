"""APT and kvalitetsråd."""
