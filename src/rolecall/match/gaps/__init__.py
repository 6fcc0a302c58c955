"""What is missing among the postings that the user likes, and what is said too weakly."""
