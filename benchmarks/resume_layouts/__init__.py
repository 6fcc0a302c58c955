"""Made-up résumés set in layouts of our own, to see how well a layout is read that no rule was written for."""
