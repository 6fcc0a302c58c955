"""How an applicant-tracking system reads a résumé, and how many of the asked words it finds."""
