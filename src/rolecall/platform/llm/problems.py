"""What can stand in a language model's way, each as one sentence. None of them repeats what the server wrote: it may
hold the key, or the text that was sent.
"""

from __future__ import annotations

from rolecall.platform.errors import Conflict, Problem, Unavailable


class NotConfigured(Conflict):
    """There is no language model, or its settings do not say enough. Everything else works without one."""

    code = "llm.not_configured"


class PriceUnknown(NotConfigured):
    """Without a price there is no budget."""

    code = "llm.price_unknown"


class NoBudget(NotConfigured):
    """The model costs something, and nobody said how much a month may cost."""

    code = "llm.no_budget"


class BudgetUsedUp(Conflict):
    """What is left of the month's budget does not pay the dearest that this call can become."""

    code = "llm.budget_used_up"


class Unreachable(Unavailable):
    """The model's server did not answer, not in time, or with an error of its own."""

    code = "llm.unreachable"


class Busy(Unavailable):
    """The model's server asks for a pause."""

    code = "llm.busy"


class Refused(Problem):
    """The model's server will not answer this, today or tomorrow: trying again does not help."""

    code = "llm.refused"
    status = 502


class KeyRefused(Refused):
    """The key is wrong, or may not use this model."""

    code = "llm.key_refused"


class UnknownModel(Refused):
    """The server knows no such model, or the address is not the server's."""

    code = "llm.unknown_model"


class NoCredit(Refused):
    """The account at the provider has no credit left."""

    code = "llm.no_credit"


class TooLong(Refused):
    """More text than the model can read, or an answer longer than it may be."""

    code = "llm.too_long"


class Declined(Refused):
    """The model declined to answer."""

    code = "llm.declined"


class NoUsableAnswer(Refused):
    """The answer did not have the form asked for, also after it was told so."""

    code = "llm.no_usable_answer"


class Interrupted(Problem):
    """The process that asked ended in the middle of the call."""

    code = "llm.interrupted"
    status = 500
