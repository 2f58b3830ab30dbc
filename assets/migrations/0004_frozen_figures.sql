-- What was reported of a period, kept as it was reported (U4): figures with their parts, cells of
-- breakdowns, months of trends, and sentences. Numbers are text, exact to the last digit.

CREATE TABLE frozen_figure (
    id INTEGER PRIMARY KEY,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    frozen TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('figure', 'breakdown', 'trend', 'sentence')),
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    value TEXT,
    numerator TEXT,
    denominator TEXT,
    not_kept INTEGER NOT NULL CHECK (not_kept IN (0, 1)),
    CHECK (period_from <= period_to),
    CHECK (period_to <= frozen)
) STRICT;
CREATE INDEX frozen_figure_period ON frozen_figure (period_from, period_to);
