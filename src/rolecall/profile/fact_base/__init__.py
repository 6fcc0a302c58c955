"""The fact base: every statement of the candidate under an id that stays, read from the résumé or said by them."""
