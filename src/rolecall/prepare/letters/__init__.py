"""The cover letter in parts: wording by language and tone, evidence, the user's templates, the quality check."""
