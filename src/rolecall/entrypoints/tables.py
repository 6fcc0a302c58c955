"""Every table of the product, for migrations."""

import importlib
import pkgutil

import rolecall
from rolecall.platform.db import Base

for _capability in pkgutil.iter_modules(rolecall.__path__, "rolecall."):
    if _capability.ispkg:
        for _module in pkgutil.walk_packages(
            importlib.import_module(_capability.name).__path__, _capability.name + "."
        ):
            if _module.name.endswith((".tables", ".events", ".limits", ".idempotency")):
                importlib.import_module(_module.name)

METADATA = Base.metadata
