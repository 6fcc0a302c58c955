"""One program per claim. Each measures the product's own code on real data, beside a baseline, in the same run."""
