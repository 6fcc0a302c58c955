"""Job titles: level, department, likeness, and the occupations that one may name."""
