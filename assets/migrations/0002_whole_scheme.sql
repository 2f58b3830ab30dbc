-- The rest of a scheme: clauses of agreements, goals, stories, substitutes, support contacts, concerns,
-- events, campaigns, budget and hours, the log, the directory.

ALTER TABLE agreement ADD COLUMN objective TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN ground_rules TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN support TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN activities TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN venue TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN availability TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN cancellation TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN agendas TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN confidentiality TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN recording INTEGER CHECK (recording IN (0, 1));
ALTER TABLE agreement ADD COLUMN contact_between TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN evaluation TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN early_end TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN plan_shared TEXT;
ALTER TABLE agreement ADD COLUMN first_talk TEXT;
ALTER TABLE agreement ADD COLUMN mentor_fit TEXT CHECK (mentor_fit IN ('good', 'deciding', 'not-a-fit'));
ALTER TABLE agreement ADD COLUMN mentee_fit TEXT CHECK (mentee_fit IN ('good', 'deciding', 'not-a-fit'));

ALTER TABLE person ADD COLUMN keep_reason TEXT NOT NULL DEFAULT '';

CREATE TABLE goal (
    id INTEGER PRIMARY KEY,
    pair INTEGER NOT NULL REFERENCES pair (id),
    goal TEXT NOT NULL CHECK (trim(goal) <> ''),
    target TEXT,
    status TEXT NOT NULL CHECK (status IN ('open', 'met', 'partly-met', 'not-met')),
    settled TEXT,
    CHECK ((status = 'open') = (settled IS NULL))
) STRICT;
CREATE INDEX goal_pair ON goal (pair);

CREATE TABLE milestone (
    id INTEGER PRIMARY KEY,
    goal INTEGER NOT NULL REFERENCES goal (id),
    milestone TEXT NOT NULL CHECK (trim(milestone) <> ''),
    due TEXT,
    reached TEXT
) STRICT;
CREATE INDEX milestone_goal ON milestone (goal);

CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    pair INTEGER NOT NULL REFERENCES pair (id),
    day TEXT NOT NULL,
    story TEXT NOT NULL CHECK (trim(story) <> ''),
    consent INTEGER CHECK (consent IN (0, 1))
) STRICT;
CREATE INDEX story_pair ON story (pair);

CREATE TABLE substitute (
    id INTEGER PRIMARY KEY,
    pair INTEGER NOT NULL REFERENCES pair (id),
    mentor INTEGER NOT NULL REFERENCES person (id),
    since TEXT NOT NULL,
    until TEXT,
    reason TEXT NOT NULL,
    CHECK (until IS NULL OR since <= until)
) STRICT;
CREATE INDEX substitute_pair ON substitute (pair);
CREATE INDEX substitute_mentor ON substitute (mentor);

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    person INTEGER REFERENCES person (id),
    pair INTEGER REFERENCES pair (id),
    day TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'phone', 'chat', 'in-person', 'letter', 'other')),
    purpose TEXT NOT NULL
        CHECK (purpose IN ('check-in', 'welcome', 'chase', 'review', 'ready-ear', 'concern', 'other')),
    outcome TEXT CHECK (outcome IN ('well', 'follow-up', 'message', 'no-answer', 'referred')),
    next_on TEXT,
    CHECK ((person IS NULL) <> (pair IS NULL)),
    CHECK (next_on IS NULL OR day <= next_on)
) STRICT;
CREATE INDEX contact_person ON contact (person);
CREATE INDEX contact_pair ON contact (pair);

-- The snapshot holds this head only.
CREATE TABLE concern (
    id INTEGER PRIMARY KEY,
    person INTEGER REFERENCES person (id),
    pair INTEGER REFERENCES pair (id),
    day TEXT NOT NULL,
    category TEXT NOT NULL
        CHECK (category IN ('conduct', 'harassment', 'health-and-safety', 'wellbeing', 'confidentiality', 'other')),
    priority TEXT NOT NULL CHECK (priority IN ('routine', 'immediate')),
    status TEXT NOT NULL CHECK (status IN ('open', 'referred', 'closed')),
    closed TEXT,
    CHECK ((status = 'closed') = (closed IS NOT NULL)),
    CHECK (closed IS NULL OR day <= closed)
) STRICT;
CREATE INDEX concern_person ON concern (person);
CREATE INDEX concern_pair ON concern (pair);

-- What a concern says, read for its screen alone.
CREATE TABLE concern_text (
    id INTEGER PRIMARY KEY REFERENCES concern (id),
    text TEXT NOT NULL,
    referred_to TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('briefing', 'induction', 'training', 'drop-in', 'other')),
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    time TEXT NOT NULL,
    minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440),
    place TEXT NOT NULL,
    cancelled TEXT
) STRICT;

CREATE TABLE attendance (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES event (id),
    person INTEGER NOT NULL REFERENCES person (id),
    invited TEXT,
    attended INTEGER CHECK (attended IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX attendance_once ON attendance (event, person);
CREATE INDEX attendance_person ON attendance (person);

CREATE TABLE campaign (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    channel TEXT NOT NULL
        CHECK (channel IN ('newsletter', 'email', 'website', 'social-media', 'poster', 'talk', 'other')),
    since TEXT NOT NULL,
    until TEXT,
    source TEXT NOT NULL,
    CHECK (until IS NULL OR since <= until)
) STRICT;

-- Amounts in minor units of the scheme's currency.
CREATE TABLE budget_line (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    what TEXT NOT NULL CHECK (trim(what) <> ''),
    category TEXT NOT NULL,
    planned INTEGER CHECK (planned >= 0),
    spent INTEGER CHECK (spent >= 0),
    CHECK (planned IS NOT NULL OR spent IS NOT NULL)
) STRICT;

CREATE TABLE hours (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    task TEXT NOT NULL
        CHECK (task IN ('support', 'matching', 'reviews', 'events', 'publicity', 'administration', 'other'))
) STRICT;

CREATE TABLE commitment (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL CHECK (trim(who) <> ''),
    what TEXT NOT NULL,
    made TEXT NOT NULL,
    renewal TEXT,
    ended TEXT,
    CHECK (renewal IS NULL OR made <= renewal)
) STRICT;

CREATE TABLE log_entry (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'decision', 'benchmark', 'story')),
    entry TEXT NOT NULL CHECK (trim(entry) <> '')
) STRICT;

CREATE TABLE service (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    kind TEXT NOT NULL
        CHECK (kind IN ('mediation', 'occupational-health', 'counselling', 'equality', 'careers', 'reading', 'other')),
    contact TEXT NOT NULL,
    hint TEXT NOT NULL
) STRICT;
