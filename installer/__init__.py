"""The source's environment, the packages for Windows and Debian, and their trials."""
