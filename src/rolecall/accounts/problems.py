"""What can go wrong when someone wants in."""

from __future__ import annotations

from rolecall.platform.errors import Conflict, InvalidInput, NotAllowed, NotSignedIn, TooManyRequests


class WrongCredentials(NotSignedIn):
    """E-mail and password do not fit together; which of them is wrong is not said."""

    code = "accounts.wrong_credentials"


class SessionEnded(NotSignedIn):
    """The refresh token is unknown, expired or revoked."""

    code = "accounts.session_ended"


class SessionReused(NotSignedIn):
    """A spent refresh token came again: someone may have a copy, so every token of that sign-in is revoked."""

    code = "accounts.session_reused"


class LinkUsed(NotSignedIn):
    """The one-time link was used, has expired, or never was."""

    code = "accounts.link_used"


class RegistrationClosed(NotAllowed):
    """Strangers may not register here."""

    code = "accounts.registration_closed"


class EmailTaken(Conflict):
    """There is an account with this e-mail address."""

    code = "accounts.email_taken"


class UnusableEmail(InvalidInput):
    """It does not look like an e-mail address."""

    code = "accounts.unusable_email"


class UnusablePassword(InvalidInput):
    """Too short, too long or too easy to guess."""

    code = "accounts.unusable_password"


class TooManyAttempts(TooManyRequests):
    """Too many failed tries; the next one is possible after `retry_after`."""

    code = "accounts.too_many_attempts"


class UnusableKey(InvalidInput):
    """The key that signs access tokens is too short or cannot be read."""

    code = "accounts.unusable_key"
