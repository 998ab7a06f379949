-- One library file. `documents`, `places`, `plans` and `findings` are what the program read and may be read again;
-- `remarks` is what people said, and is only ever added to.

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  rules TEXT NOT NULL,
  state TEXT NOT NULL,
  sentence TEXT,
  cut_at REAL,
  pages INTEGER,
  kind TEXT,
  analysis BLOB
) STRICT;
CREATE INDEX documents_by_state ON documents (state);

CREATE TABLE places (
  address TEXT PRIMARY KEY,
  stamp TEXT,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_document ON places (sha256);

CREATE TABLE plans (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT,
  type TEXT,
  sponsor TEXT,
  ein TEXT,
  plan_number TEXT,
  verdict TEXT NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX plans_by_verdict ON plans (verdict);
CREATE INDEX plans_by_employer ON plans (ein, plan_number);

CREATE TABLE findings (
  document INTEGER NOT NULL,
  plan INTEGER NOT NULL,
  feature TEXT NOT NULL,
  status TEXT NOT NULL,
  page INTEGER,
  PRIMARY KEY (document, plan, feature),
  FOREIGN KEY (document, plan) REFERENCES plans (document, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_status ON findings (feature, status);

CREATE TABLE remarks (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  plan INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('accepted', 'corrected', 'noted', 'told')),
  feature TEXT,
  machine TEXT,
  status TEXT,
  question TEXT,
  cite TEXT,
  text TEXT NOT NULL,
  who TEXT NOT NULL,
  day TEXT
) STRICT;
CREATE INDEX remarks_by_document ON remarks (sha256, plan, feature, id);
CREATE TRIGGER remarks_stay BEFORE UPDATE ON remarks BEGIN SELECT RAISE(ABORT, 'remarks are only added to'); END;
CREATE TRIGGER remarks_are_kept BEFORE DELETE ON remarks BEGIN SELECT RAISE(ABORT, 'remarks are only added to'); END;

-- Each finding with what a reviewer last made of it: `counted` is the reviewer's status where there is one.
CREATE VIEW reviewed AS
SELECT f.document, f.plan, f.feature, f.status, f.page, r.what, coalesce(r.status, f.status) AS counted
FROM findings f
JOIN documents d ON d.id = f.document
LEFT JOIN remarks r ON r.id = (
  SELECT max(id) FROM remarks
  WHERE sha256 = d.sha256 AND plan = f.plan AND feature = f.feature AND what IN ('accepted', 'corrected')
);
