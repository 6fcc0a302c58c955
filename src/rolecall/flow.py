"""The product on one screen: what follows from what. Reading this table is reading Rolecall.

An event is written together with one job for each of its reactions; workers run each reaction alone, at least once.
Outlets (the live stream) follow every event by name and stand in no line of it.
"""

from datetime import timedelta

from rolecall.accounts.events import UserRegistered, WorkspaceCreated
from rolecall.accounts.jobs import purge
from rolecall.applications.events import ApplicationMoved, ApplicationOpened
from rolecall.discover.events import (
    BoardAdded,
    BoardCrawled,
    BoardFailed,
    PostingChanged,
    PostingChecked,
    PostingClosed,
    PostingFound,
    PostingReopened,
    PostingReposted,
    PostingsLinked,
    PostingsMerged,
    PostingsRead,
    PostingsSeparated,
)
from rolecall.discover.follow import start_crawl
from rolecall.discover.jobs import crawl_board, index_vectors, prune, read_details
from rolecall.discover.tables import BoardRow
from rolecall.match import jobs as matching
from rolecall.match.events import (
    ApplicationAnalysed,
    LabelsChanged,
    PostingDecided,
    PostingScored,
    SavedSearchMatched,
    ScoringLearnt,
)
from rolecall.match.learning.learn_from_move import learn_from_move
from rolecall.match.learning.learnt import relearn
from rolecall.match.rescore import rescore, score_postings
from rolecall.match.tables import PersonalRow
from rolecall.operate.jobs import tidy
from rolecall.platform.jobs import Cron, Deadline, Flow
from rolecall.prepare.draft_package import draft_package
from rolecall.prepare.events import PackageDrafted, PackageNotMade
from rolecall.prepare.jobs import prepare_again, reword_lines
from rolecall.profile.adopt import adopt
from rolecall.profile.events import ProfileChanged, ResumeRead, ResumeUnreadable, ResumeUploaded
from rolecall.profile.jobs import read_file
from rolecall.profile.read_upload import read_upload
from rolecall.review.events import PackageApproved, PackageRejected
from rolecall.review.jobs import recheck_posting
from rolecall.review.offer import offer
from rolecall.submit.events import ApplicationSent, PackageExported

SECONDS, MINUTES, HOURS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)

FLOW = Flow(
    reactions={
        # who is here
        WorkspaceCreated: (),
        UserRegistered: (),
        # the candidate
        ResumeUploaded: (read_upload,),
        ResumeRead: (adopt,),
        ResumeUnreadable: (),
        ProfileChanged: (rescore, relearn),
        # discover
        BoardAdded: (start_crawl,),
        BoardCrawled: (),
        BoardFailed: (),
        PostingFound: (),
        PostingChanged: (),
        PostingReopened: (),
        PostingReposted: (),
        PostingClosed: (),
        PostingChecked: (),
        PostingsRead: (score_postings,),
        PostingsMerged: (),
        PostingsLinked: (),
        PostingsSeparated: (),
        # match
        PostingScored: (),
        SavedSearchMatched: (),
        PostingDecided: (),
        LabelsChanged: (),
        ScoringLearnt: (rescore,),
        ApplicationAnalysed: (),
        # prepare → review → submit
        ApplicationOpened: (draft_package,),
        PackageDrafted: (offer,),
        PackageNotMade: (),
        PackageApproved: (),
        PackageRejected: (),
        PackageExported: (),
        ApplicationSent: (),
        # track
        ApplicationMoved: (learn_from_move,),
    },
    jobs=(
        read_file,
        crawl_board,
        read_details,
        prune,
        index_vectors,
        *matching.JOBS,
        prepare_again,
        reword_lines,
        recheck_posting,
        purge,
        tidy,
    ),
    deadlines=(
        Deadline(BoardRow.next_crawl_at, crawl_board, "board_id"),
        Deadline(BoardRow.next_details_at, read_details, "board_id"),
        Deadline(PersonalRow.refit_at, matching.refit, "personal_id"),
    ),
    schedule=(
        Cron("17 * * * *", purge),
        Cron("47 3 * * *", tidy),
        Cron("7 4 * * *", prune),
        Cron("27 4 * * *", matching.look_after_labels),
        Cron("23 * * * *", index_vectors),
        Cron("*/5 * * * *", matching.catch_up),
        Cron("37 4 * * *", matching.drop_unasked),
    ),
    retries={
        # A board has its own back-off, in its row; these are for faults on the way there.
        "discover": (10 * SECONDS, 1 * MINUTES, 10 * MINUTES, 1 * HOURS),
        "match": (2 * SECONDS, 30 * SECONDS, 5 * MINUTES),
        "profile": (2 * SECONDS, 30 * SECONDS, 5 * MINUTES),
        "review": (2 * SECONDS, 30 * SECONDS, 5 * MINUTES),
        "prepare": (2 * SECONDS, 5 * SECONDS, 15 * SECONDS, 1 * MINUTES, 10 * MINUTES, 1 * HOURS, 6 * HOURS),
    },
    # What a person is waiting for goes before what fills up in the background.
    priorities={"profile": 30, "prepare": 20, "review": 20, "submit": 20, "discover": 10},
)
