"""Owns: followed boards, postings and their history, which postings are one job; crawling, importing, search.
Emits: BoardAdded/Crawled/Failed, PostingFound/Changed/Closed/Reopened, PostingsMerged.
Reacts to: BoardAdded (`crawl.start_crawl`).
"""
