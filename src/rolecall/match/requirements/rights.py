"""Sentences about who may take the job: visa and work permit, security clearance, where one must live."""

from __future__ import annotations

import re

_PLACE = re.compile(
    r"\b(?:must|should|need to|needs to|required to|have to|be|currently|already|applicants?|"
    r"candidates?)\s+(?:be |currently |already |permanently |must |to )*(?:based|located|living|"
    r"reside|residing|live|resident)\s+(?:in|within|near|around|at)\s+"
    r"(?:the |or near |commutable distance (?:of|to) )?(?P<en>[A-ZÀ-Þ][\w.'’-]*(?:[ ,]+(?:(?:or|and|"
    r"of|the) )?[A-ZÀ-Þ][\w.'’-]*){0,5})"
    r"|\b(?:Wohnsitz|wohnhaft) (?:in|im Raum|im)\s+(?P<de>[A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*){0,2})|"
    r"\brésid(?:er|ant|ez) (?:à|en|au)\s+(?P<fr>[A-ZÀ-Þ][\w.-]*)|\bresid(?:ir|encia|"
    r"ente) en\s+(?P<es>[A-ZÀ-Þ][\w.-]*)"
)


def asked_place(sentence: str) -> str | None:
    """Where the sentence says one must live; None when it says nothing of the kind."""
    hit = _PLACE.search(sentence)
    if hit is None:
        return None
    return next((place.strip(" ,.") for place in hit.groups() if place), None)
