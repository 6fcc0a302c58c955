"""What every capability stands on: database, jobs, events, HTTP, files, settings, errors. Knows no capability."""
