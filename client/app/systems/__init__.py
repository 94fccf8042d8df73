"""What neighbouring systems get of a file or of all files: figures, papers, and who helps (C.2, C.3)."""
