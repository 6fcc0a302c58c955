"""The cover letter in parts: fixed wording by language and tone, evidence, templates of the user's, the quality check."""
