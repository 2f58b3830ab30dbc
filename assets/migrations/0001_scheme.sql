-- The first schema: one table a record, STRICT, days and instants as ISO text, no REAL, no BLOB.
-- Triggers only refuse states; none changes a column.

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    full_name TEXT NOT NULL CHECK (trim(full_name) <> ''),
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    preferred_name TEXT NOT NULL,
    pronouns TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    preferred_channel TEXT,
    organisation TEXT NOT NULL,
    department TEXT NOT NULL,
    team TEXT NOT NULL,
    job_title TEXT NOT NULL,
    grade TEXT NOT NULL,
    employer TEXT NOT NULL,
    industry TEXT NOT NULL,
    job_function TEXT NOT NULL,
    location TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    year INTEGER,
    degree TEXT NOT NULL,
    cohort TEXT NOT NULL,
    languages TEXT NOT NULL,
    biography TEXT NOT NULL,
    source TEXT NOT NULL,
    notes TEXT NOT NULL,
    joined TEXT,
    role_accepted TEXT,
    equality_accepted TEXT,
    consent INTEGER CHECK (consent IN (0, 1)),
    consent_version TEXT NOT NULL,
    consent_on TEXT,
    keep_until TEXT
) STRICT;

CREATE TABLE mentor (
    id INTEGER PRIMARY KEY REFERENCES person (id),
    capacity INTEGER NOT NULL CHECK (capacity BETWEEN 0 AND 50),
    kinds TEXT NOT NULL,
    cannot_help TEXT NOT NULL,
    experience TEXT NOT NULL,
    first_time INTEGER CHECK (first_time IN (0, 1)),
    formats TEXT NOT NULL,
    availability TEXT NOT NULL,
    trained INTEGER CHECK (trained IN (0, 1)),
    trained_on TEXT,
    training TEXT NOT NULL,
    induction_on TEXT,
    conduct_on TEXT,
    evaluated_on TEXT,
    evaluation_score INTEGER CHECK (evaluation_score BETWEEN 1 AND 5),
    guide INTEGER REFERENCES person (id)
) STRICT;

CREATE TABLE mentee (
    id INTEGER PRIMARY KEY REFERENCES person (id),
    goals TEXT NOT NULL,
    first_time INTEGER CHECK (first_time IN (0, 1)),
    student INTEGER CHECK (student IN (0, 1)),
    formats TEXT NOT NULL,
    availability TEXT NOT NULL,
    plan INTEGER CHECK (plan IN (0, 1)),
    induction_on TEXT
) STRICT;

CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    same_as INTEGER REFERENCES topic (id)
) STRICT;

CREATE TABLE person_topic (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (id),
    topic INTEGER NOT NULL REFERENCES topic (id),
    side TEXT NOT NULL CHECK (side IN ('offered', 'wanted'))
) STRICT;
CREATE INDEX person_topic_person ON person_topic (person);

CREATE TABLE preference (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (id),
    other INTEGER REFERENCES person (id),
    other_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('prefers', 'avoids'))
) STRICT;
CREATE INDEX preference_person ON preference (person);

CREATE TABLE line (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (id),
    manager INTEGER REFERENCES person (id),
    manager_name TEXT NOT NULL,
    since TEXT,
    until TEXT,
    briefed TEXT,
    agreed INTEGER CHECK (agreed IN (0, 1)),
    agreed_on TEXT,
    CHECK (since IS NULL OR until IS NULL OR since <= until)
) STRICT;
CREATE INDEX line_person ON line (person);

CREATE TABLE absence (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (id),
    since TEXT NOT NULL,
    until TEXT,
    reason TEXT NOT NULL,
    ended TEXT,
    CHECK (until IS NULL OR since <= until)
) STRICT;
CREATE INDEX absence_person ON absence (person);

CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    mentee INTEGER NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('mentoring', 'help')),
    received TEXT NOT NULL,
    topic TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    source TEXT NOT NULL,
    group_of INTEGER REFERENCES request (id),
    ended TEXT,
    ending TEXT CHECK (ending IN ('accepted', 'withdrawn', 'lapsed')),
    CHECK ((ended IS NULL) = (ending IS NULL)),
    CHECK (ended IS NULL OR received <= ended)
) STRICT;
CREATE INDEX request_mentee ON request (mentee);

CREATE TABLE offer (
    id INTEGER PRIMARY KEY,
    request INTEGER NOT NULL REFERENCES request (id),
    mentor INTEGER NOT NULL REFERENCES person (id),
    sent TEXT NOT NULL,
    answer TEXT CHECK (answer IN ('accepted', 'declined', 'reassigned', 'withdrawn', 'lapsed')),
    answered TEXT,
    decline_reason TEXT,
    decline_text TEXT NOT NULL,
    courtesy TEXT,
    alternative TEXT NOT NULL,
    overrides TEXT NOT NULL,
    CHECK ((answer IS NULL) = (answered IS NULL)),
    CHECK (answered IS NULL OR sent <= answered)
) STRICT;
CREATE INDEX offer_request ON offer (request);
CREATE INDEX offer_mentor ON offer (mentor);

CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    mentor INTEGER NOT NULL REFERENCES person (id),
    mentee INTEGER NOT NULL REFERENCES person (id),
    origin TEXT NOT NULL CHECK (origin IN ('request', 'coordinator', 'self-found', 'imported')),
    kind TEXT NOT NULL CHECK (kind IN ('one-off', 'tactical', 'strategic')),
    start TEXT NOT NULL,
    agreed_end TEXT,
    request INTEGER REFERENCES request (id),
    reasons TEXT NOT NULL,
    overrides TEXT NOT NULL,
    CHECK (mentor <> mentee),
    CHECK (agreed_end IS NULL OR start <= agreed_end)
) STRICT;
CREATE INDEX pair_mentor ON pair (mentor);
CREATE INDEX pair_mentee ON pair (mentee);

CREATE TABLE reminder (
    id INTEGER PRIMARY KEY,
    request INTEGER REFERENCES request (id),
    offer INTEGER REFERENCES offer (id),
    pair INTEGER REFERENCES pair (id),
    day TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reminder', 'needs-time', 'needs-information')),
    CHECK ((request IS NULL) <> (pair IS NULL))
) STRICT;
CREATE INDEX reminder_request ON reminder (request);

CREATE TABLE phase (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL CHECK (subject IN ('person', 'pair')),
    subject_id INTEGER NOT NULL,
    since TEXT NOT NULL,
    status TEXT NOT NULL,
    why TEXT NOT NULL,
    CHECK (
        (subject = 'person' AND status IN ('applied', 'approved', 'active', 'paused', 'withdrawn', 'left'))
        OR (subject = 'pair' AND status IN ('provisional', 'active', 'on-hold', 'winding-down', 'closed'))
    )
) STRICT;
CREATE INDEX phase_subject ON phase (subject, subject_id);

CREATE TABLE agreement (
    id INTEGER PRIMARY KEY REFERENCES pair (id),
    frequency TEXT CHECK (frequency IN ('weekly', 'fortnightly', 'monthly', 'six-weekly', 'as-needed')),
    minutes INTEGER CHECK (minutes BETWEEN 1 AND 600),
    formats TEXT NOT NULL,
    signed INTEGER CHECK (signed IN (0, 1)),
    mentor_signed TEXT,
    mentee_signed TEXT
) STRICT;

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    pair INTEGER NOT NULL REFERENCES pair (id),
    day TEXT NOT NULL,
    minutes INTEGER CHECK (minutes BETWEEN 1 AND 600),
    format TEXT,
    status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'cancelled', 'postponed', 'no-show')),
    by TEXT,
    agenda_sent INTEGER CHECK (agenda_sent IN (0, 1)),
    actions_recorded INTEGER CHECK (actions_recorded IN (0, 1))
) STRICT;
CREATE INDEX meeting_pair ON meeting (pair, day);

CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    pair INTEGER NOT NULL REFERENCES pair (id),
    kind TEXT NOT NULL CHECK (kind IN ('first-check-in', 'mid-term', 'end-of-term', 'extra')),
    due TEXT NOT NULL,
    held TEXT,
    cancelled TEXT,
    mentor_fit TEXT,
    mentee_fit TEXT,
    mentor_score INTEGER CHECK (mentor_score BETWEEN 1 AND 5),
    mentee_score INTEGER CHECK (mentee_score BETWEEN 1 AND 5),
    goals TEXT,
    outcome TEXT,
    new_end TEXT
) STRICT;
CREATE INDEX review_pair ON review (pair);

CREATE TABLE closure (
    id INTEGER PRIMARY KEY REFERENCES pair (id),
    day TEXT NOT NULL,
    initiated_by TEXT,
    reasons TEXT NOT NULL,
    goals TEXT,
    mentor_evaluated TEXT,
    mentee_evaluated TEXT,
    celebrated INTEGER CHECK (celebrated IN (0, 1)),
    signposted TEXT NOT NULL,
    contact_after INTEGER CHECK (contact_after IN (0, 1)),
    mentor_rematch INTEGER CHECK (mentor_rematch IN (0, 1)),
    mentee_rematch INTEGER CHECK (mentee_rematch IN (0, 1)),
    may_pair_again INTEGER CHECK (may_pair_again IN (0, 1)),
    debriefed TEXT,
    steps_waived TEXT
) STRICT;

CREATE TABLE extra_field (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL CHECK (subject IN ('person', 'pair', 'request', 'meeting')),
    subject_id INTEGER NOT NULL,
    heading TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT;
CREATE INDEX extra_field_subject ON extra_field (subject, subject_id);

CREATE TABLE snooze (
    id INTEGER PRIMARY KEY,
    section TEXT NOT NULL,
    subject TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    CHECK (since <= until)
) STRICT;

CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;

-- A pair stands while its last phase is not `closed`.
CREATE VIEW standing_pair AS
SELECT pair.id, pair.mentor, pair.mentee, pair.start,
    instr(char(10) || pair.overrides, char(10) || 'full=') > 0 AS over_capacity_allowed,
    instr(char(10) || pair.overrides, char(10) || 'second-mentor=') > 0 AS second_mentor_allowed
FROM pair
WHERE (
    SELECT status FROM phase
    WHERE subject = 'pair' AND subject_id = pair.id
    ORDER BY since DESC, id DESC LIMIT 1
) <> 'closed';

-- What is wrong with the places of a pair's people: its mentor has more standing pairs than places,
-- its mentee a second one, none of them with a reason.
CREATE VIEW crowded_pair AS
SELECT pair.id, pair.mentor,
    (SELECT count(*) FROM standing_pair WHERE mentor = pair.mentor AND NOT over_capacity_allowed)
        > coalesce((SELECT capacity FROM mentor WHERE id = pair.mentor), 0) AS over_capacity,
    (SELECT count(*) FROM standing_pair WHERE mentee = pair.mentee AND NOT second_mentor_allowed)
        > 1 AS second_mentor
FROM pair;

-- Meetings held before their pair began or after it ended.
CREATE VIEW stray_meeting AS
SELECT id, pair FROM meeting
WHERE status = 'held'
    AND (day < (SELECT start FROM pair WHERE id = meeting.pair)
        OR day > (SELECT day FROM closure WHERE id = meeting.pair));

CREATE TRIGGER phase_insert_places AFTER INSERT ON phase
WHEN NEW.subject = 'pair' AND NEW.status <> 'closed'
BEGIN
    SELECT RAISE(ABORT, 'open pairs over the capacity of a mentor')
    FROM crowded_pair WHERE id = NEW.subject_id AND over_capacity;
    SELECT RAISE(ABORT, 'a second open pair of a mentee without a reason')
    FROM crowded_pair WHERE id = NEW.subject_id AND second_mentor;
END;

CREATE TRIGGER phase_change_places AFTER UPDATE ON phase
WHEN NEW.subject = 'pair'
BEGIN
    SELECT RAISE(ABORT, 'open pairs over the capacity of a mentor')
    FROM crowded_pair WHERE id = NEW.subject_id AND over_capacity;
    SELECT RAISE(ABORT, 'a second open pair of a mentee without a reason')
    FROM crowded_pair WHERE id = NEW.subject_id AND second_mentor;
END;

CREATE TRIGGER phase_delete_places AFTER DELETE ON phase
WHEN OLD.subject = 'pair'
BEGIN
    SELECT RAISE(ABORT, 'open pairs over the capacity of a mentor')
    FROM crowded_pair WHERE id = OLD.subject_id AND over_capacity;
    SELECT RAISE(ABORT, 'a second open pair of a mentee without a reason')
    FROM crowded_pair WHERE id = OLD.subject_id AND second_mentor;
END;

CREATE TRIGGER pair_change_places AFTER UPDATE OF mentor, mentee, overrides ON pair
BEGIN
    SELECT RAISE(ABORT, 'open pairs over the capacity of a mentor')
    FROM crowded_pair WHERE id = NEW.id AND over_capacity;
    SELECT RAISE(ABORT, 'a second open pair of a mentee without a reason')
    FROM crowded_pair WHERE id = NEW.id AND second_mentor;
END;

CREATE TRIGGER mentor_change_places AFTER UPDATE OF capacity ON mentor
BEGIN
    SELECT RAISE(ABORT, 'open pairs over the capacity of a mentor')
    FROM crowded_pair WHERE mentor = NEW.id AND over_capacity;
END;

CREATE TRIGGER meeting_insert_days AFTER INSERT ON meeting
BEGIN
    SELECT RAISE(ABORT, 'a held meeting outside the days of its pair')
    FROM stray_meeting WHERE id = NEW.id;
END;

CREATE TRIGGER meeting_change_days AFTER UPDATE ON meeting
BEGIN
    SELECT RAISE(ABORT, 'a held meeting outside the days of its pair')
    FROM stray_meeting WHERE id = NEW.id;
END;

CREATE TRIGGER pair_change_days AFTER UPDATE OF start ON pair
BEGIN
    SELECT RAISE(ABORT, 'a held meeting outside the days of its pair')
    FROM stray_meeting WHERE pair = NEW.id;
END;

CREATE TRIGGER closure_insert_days AFTER INSERT ON closure
BEGIN
    SELECT RAISE(ABORT, 'an end before the start')
    WHERE NEW.day < (SELECT start FROM pair WHERE id = NEW.id);
    SELECT RAISE(ABORT, 'a held meeting outside the days of its pair')
    FROM stray_meeting WHERE pair = NEW.id;
END;

CREATE TRIGGER closure_change_days AFTER UPDATE ON closure
BEGIN
    SELECT RAISE(ABORT, 'an end before the start')
    WHERE NEW.day < (SELECT start FROM pair WHERE id = NEW.id);
    SELECT RAISE(ABORT, 'a held meeting outside the days of its pair')
    FROM stray_meeting WHERE pair = NEW.id;
END;

-- The desk's own: outside the history and the snapshot.

-- Forms that were begun, one a person and form with its subject.
CREATE TABLE draft (
    who TEXT NOT NULL,
    key TEXT NOT NULL,
    fields TEXT NOT NULL,
    saved TEXT NOT NULL,
    PRIMARY KEY (who, key)
) STRICT;

-- When each person last left the scheme, and the last entry of the history that they then had seen.
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    host TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    history INTEGER NOT NULL
) STRICT;

-- How a sheet with these headings was mapped the last time.
CREATE TABLE import_profile (
    headings TEXT PRIMARY KEY,
    mapping TEXT NOT NULL,
    used TEXT NOT NULL
) STRICT;

-- Every write, for undo, for a second program on the same file, and for the record. One line an
-- act; `words` name records by id only, so that erasing a person leaves nothing here; `chain` is the
-- digest of this line, the digests of its rows and the chain of the line before.
CREATE TABLE history (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    kind TEXT NOT NULL CHECK (kind IN ('change', 'undo', 'redo', 'note')),
    undoes INTEGER REFERENCES history (number),
    at TEXT NOT NULL,
    day TEXT NOT NULL,
    who TEXT NOT NULL,
    host TEXT NOT NULL,
    words TEXT NOT NULL,
    chain TEXT NOT NULL,
    CHECK ((undoes IS NOT NULL) = (kind IN ('undo', 'redo'))),
    CHECK (undoes IS NULL OR undoes < number)
) STRICT;
CREATE INDEX history_undoes ON history (undoes) WHERE undoes IS NOT NULL;

-- One line a row that the act inserted (no before), changed, or took out (no after): its columns as
-- JSON. A very big change keeps no image of what it inserted: its digest proves the row as it stands.
-- Erasing a person blanks images and salt; key and digest stay, so the chain holds.
CREATE TABLE history_row (
    history INTEGER NOT NULL REFERENCES history (number),
    place INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    salt TEXT,
    digest TEXT NOT NULL,
    PRIMARY KEY (history, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_row_row ON history_row (table_name, row_id, history);

CREATE TRIGGER history_is_kept BEFORE DELETE ON history
BEGIN
    SELECT RAISE(ABORT, 'the history is only added to');
END;

CREATE TRIGGER history_stays BEFORE UPDATE ON history
BEGIN
    SELECT RAISE(ABORT, 'the history is only added to');
END;

CREATE TRIGGER history_row_is_kept BEFORE DELETE ON history_row
BEGIN
    SELECT RAISE(ABORT, 'the history is only added to');
END;

CREATE TRIGGER history_row_only_fades BEFORE UPDATE ON history_row
WHEN NEW.history IS NOT OLD.history OR NEW.place IS NOT OLD.place
    OR NEW.table_name IS NOT OLD.table_name OR NEW.row_id IS NOT OLD.row_id
    OR NEW.digest IS NOT OLD.digest
    OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'the history is only added to');
END;

-- What is left of an erased person: when and why, and a keyed digest against importing them again.
CREATE TABLE tombstone (
    id INTEGER PRIMARY KEY,
    erased_on TEXT NOT NULL,
    ground TEXT NOT NULL,
    email_digest TEXT NOT NULL
) STRICT;
