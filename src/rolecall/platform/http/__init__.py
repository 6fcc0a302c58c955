"""HTTP to the outside: polite, bounded, guarded. `HttpClient.fetch` is the only way out for boards and pages."""

from rolecall.platform.http.client import Fetched, HttpClient

__all__ = ["Fetched", "HttpClient"]
