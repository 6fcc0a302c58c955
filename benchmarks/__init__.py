"""One program per claim: `python -m benchmarks.NAME --data DIR [--json FILE]`. They call the product's own code, nothing else."""
