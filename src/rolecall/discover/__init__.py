"""Owns: followed boards, postings and their history, which postings are one job; crawling, importing, search.
Emits: BoardAdded BoardCrawled BoardFailed PostingFound PostingChanged PostingClosed PostingReopened PostingsRead PostingsMerged.
Reacts to: BoardAdded.
"""  # noqa: E501
