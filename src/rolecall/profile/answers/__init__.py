"""The answer bank: what the candidate answers to the questions that application forms ask again and again."""
