"""How an applicant-tracking system would read a résumé file: extracted, measured, and said with what to change."""
