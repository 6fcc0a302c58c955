"""The product on one screen."""

from rolecall.platform.jobs import Flow

FLOW = Flow(reactions={})
