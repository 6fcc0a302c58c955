"""Owns: followed boards, postings and their history, which postings are one job; crawling, importing, search.
Emits: BoardAdded BoardCrawled BoardFailed PostingFound PostingChanged PostingClosed PostingReopened PostingsRead PostingsMerged PostingsLinked PostingsSeparated.
Reacts to: BoardAdded.
"""  # noqa: E501
