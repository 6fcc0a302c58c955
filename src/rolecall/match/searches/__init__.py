"""What somebody looks for among the postings: filters, counts by value, saved searches."""
