-- Drafts of matching for the whole pool (M4). A draft keeps its pairs, and what was decided by hand:
-- 'lock' is a pair that stays, 'forbid' two who are not to be paired, 'out' a mentee left out of it.

CREATE TABLE match_draft (
    id INTEGER PRIMARY KEY,
    made TEXT NOT NULL,
    aim TEXT NOT NULL CHECK (aim IN ('total', 'most', 'fair')),
    confirmed TEXT,
    CHECK (confirmed IS NULL OR made <= confirmed)
) STRICT;

CREATE TABLE draft_cell (
    id INTEGER PRIMARY KEY,
    draft INTEGER NOT NULL REFERENCES match_draft (id),
    mentee INTEGER NOT NULL REFERENCES person (id),
    mentor INTEGER REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('pair', 'lock', 'forbid', 'out')),
    points INTEGER NOT NULL,
    CHECK ((kind = 'out') = (mentor IS NULL))
) STRICT;
CREATE INDEX draft_cell_draft ON draft_cell (draft);
CREATE UNIQUE INDEX draft_cell_place ON draft_cell (draft, mentee) WHERE kind <> 'forbid';
CREATE UNIQUE INDEX draft_cell_forbid ON draft_cell (draft, mentee, mentor) WHERE kind = 'forbid';
