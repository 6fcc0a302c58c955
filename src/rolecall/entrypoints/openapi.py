"""Print the API's description: `python -m rolecall.entrypoints.openapi`. The dashboard's client comes from it."""

import json
import sys

from rolecall.entrypoints.api import create_app

if __name__ == "__main__":
    json.dump(create_app().openapi(), sys.stdout, indent=2, sort_keys=True)
    sys.stdout.write("\n")
