-- The log, the documents it makes, the people and their devices.

CREATE TABLE hub (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    epoch     BLOB    NOT NULL CHECK (length(epoch) = 16),
    head      INTEGER NOT NULL DEFAULT 0, -- the last log position given out
    directory INTEGER NOT NULL DEFAULT 0, -- the log position of the directory's last change
    rights    INTEGER NOT NULL DEFAULT 0, -- the log position at which anybody's rights last changed, by a row or by a grant
    boxed     INTEGER NOT NULL DEFAULT 0  -- rises with what is put into the refusals box or settled there
) STRICT;

-- The log's lives, oldest first; the last one is the hub's own (R23). Up to `base` the log is what it was in the life before.
CREATE TABLE life (
    number INTEGER PRIMARY KEY,
    epoch  BLOB    NOT NULL UNIQUE CHECK (length(epoch) = 16),
    base   INTEGER NOT NULL
) STRICT;

-- A document's space is here and nowhere else (R7).
CREATE TABLE document (
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    kind       TEXT    NOT NULL,
    schema     INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    space      TEXT    NOT NULL,
    heads      BLOB    NOT NULL, -- sorted hashes, 32 bytes each
    digest     BLOB    NOT NULL CHECK (length(digest) = 16),
    erased     TEXT    NOT NULL DEFAULT '[]', -- names of what was erased of it, as JSON (R21)
    follows    BLOB -- the record that it goes with when that one moves: a person's home (R15)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX document_in_space ON document (space, id);
CREATE INDEX document_follows ON document (follows, space) WHERE follows IS NOT NULL;

CREATE TABLE change (
    seq         INTEGER PRIMARY KEY,
    document    BLOB    NOT NULL REFERENCES document (id),
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    author      TEXT    NOT NULL,
    device      TEXT    NOT NULL,
    actor       BLOB    NOT NULL CHECK (length(actor) = 16),
    actor_seq   INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    late        INTEGER NOT NULL, -- judged by what its author could do before they lost it (R15)
    bytes       BLOB    NOT NULL,
    recovered_via TEXT, -- the device that gave it back after the hub had lost it (R23)
    UNIQUE (document, hash),
    UNIQUE (document, actor, actor_seq) -- a clone's second use of a number is refused (R24)
) STRICT;
CREATE INDEX change_recovered ON change (seq) WHERE recovered_via IS NOT NULL;

-- Which accepted change was written in place of which other: of them one is in the log, ever (R18).
CREATE TABLE replaced (
    document BLOB NOT NULL REFERENCES document (id),
    old      BLOB NOT NULL CHECK (length(old) = 32),
    new      BLOB NOT NULL CHECK (length(new) = 32),
    PRIMARY KEY (document, old, new)
) STRICT, WITHOUT ROWID;

-- Entries of the log that are not changes.
CREATE TABLE event (
    seq        INTEGER PRIMARY KEY,
    what       TEXT    NOT NULL, -- directory, move, erase, grant
    at         INTEGER NOT NULL,
    document   BLOB,             -- of a move: which document, from where, to where
    from_space TEXT,
    to_space   TEXT,
    member     TEXT              -- of a grant: who; the space is where they were taken off, or named
) STRICT;
CREATE INDEX event_document ON event (document, seq) WHERE document IS NOT NULL;
CREATE INDEX event_member ON event (member, seq) WHERE member IS NOT NULL;

-- Spaces whose readers are named in a record: cases, care, cards and the answers to them.
CREATE TABLE sealed (
    space TEXT    PRIMARY KEY,
    until INTEGER -- when it runs out for those who are named
) STRICT, WITHOUT ROWID;

-- Who is named in which, or was.
CREATE TABLE named (
    space  TEXT    NOT NULL REFERENCES sealed (space),
    member TEXT    NOT NULL,
    here   INTEGER NOT NULL,
    PRIMARY KEY (space, member)
) STRICT, WITHOUT ROWID;

-- What was erased, and the generation that was made of it (R21). A document that a restored copy does not have stands here alone:
-- what comes of it is of this generation or newer.
CREATE TABLE erasure (
    seq        INTEGER PRIMARY KEY REFERENCES event (seq),
    document   BLOB    NOT NULL CHECK (length(document) = 16),
    generation INTEGER NOT NULL,
    erased     TEXT    NOT NULL, -- as of a document
    author     TEXT    NOT NULL,
    why        TEXT    NOT NULL,
    at         INTEGER NOT NULL
) STRICT;
CREATE INDEX erasure_of ON erasure (document, generation);

-- What was a change of a generation that has passed: whoever sends it again is told so. Names and times, no bytes.
CREATE TABLE erased_change (
    document    BLOB    NOT NULL REFERENCES document (id),
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    author      TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (document, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE space_digest (
    space  TEXT    PRIMARY KEY,
    count  INTEGER NOT NULL,
    digest BLOB    NOT NULL CHECK (length(digest) = 16)
) STRICT, WITHOUT ROWID;

-- Refused is not lost, and final by hash (R18). A name that is no change's hash is SHA-256 of the bytes. Whose box it lies in follows
-- from where the document is now; `space` is where it was, or was to be (R19).
CREATE TABLE refusal (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    document    BLOB    NOT NULL,
    name        BLOB    NOT NULL CHECK (length(name) = 32),
    device      TEXT    NOT NULL,
    author      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    space       TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    bytes       BLOB    NOT NULL,
    settled_at  INTEGER, -- none while it is open
    settled_by  TEXT,
    settled_how TEXT,
    UNIQUE (document, name, device)
) STRICT;
CREATE INDEX refusal_open ON refusal (document) WHERE settled_at IS NULL;
CREATE INDEX refusal_author ON refusal (author);

CREATE TABLE node (
    id      TEXT    PRIMARY KEY,
    changed INTEGER NOT NULL, -- log position
    body    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX node_changed ON node (changed);

CREATE TABLE member (
    id      TEXT    PRIMARY KEY,
    changed INTEGER NOT NULL, -- log position
    body    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX member_changed ON member (changed);

-- What a member's row was until a later one took its place: who was away is judged by it (R15).
CREATE TABLE member_past (
    id    TEXT    NOT NULL,
    until INTEGER NOT NULL, -- the log position of the row that took its place
    at    INTEGER NOT NULL, -- when that was
    body  TEXT    NOT NULL,
    PRIMARY KEY (id, until)
) STRICT, WITHOUT ROWID;

-- Who looked at what: rows are only added, each with a hash over it and the row before.
CREATE TABLE read_log (
    number      INTEGER PRIMARY KEY,
    id          BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    document    BLOB    NOT NULL CHECK (length(document) = 16),
    kind        TEXT    NOT NULL,
    what        TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    purpose     TEXT    NOT NULL,
    space       TEXT    NOT NULL, -- where the record was then
    member      TEXT    NOT NULL,
    device      TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    hash        BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX read_log_document ON read_log (document, number);
CREATE TRIGGER read_log_stays BEFORE UPDATE ON read_log BEGIN SELECT RAISE(ABORT, 'what was looked at stays'); END;
CREATE TRIGGER read_log_is_whole BEFORE DELETE ON read_log BEGIN SELECT RAISE(ABORT, 'what was looked at stays'); END;

-- Its last row: one that is taken off the end is missed.
CREATE TABLE read_head (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    hash   BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO read_head (one, number, hash) VALUES (1, 0, zeroblob(32));

-- Invitations, and who came by them. One belongs to the first device that comes with its proof.
CREATE TABLE invite (
    number     TEXT    PRIMARY KEY,
    digits     BLOB    NOT NULL CHECK (length(digits) = 32), -- hash of the proof that is typed
    secret     BLOB    NOT NULL CHECK (length(secret) = 32), -- hash of the proof in the link
    second     TEXT,                                         -- six digits, read out by telephone
    kind       TEXT    NOT NULL,                             -- live, printed, approved
    member     TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    tries      INTEGER NOT NULL DEFAULT 0,
    asked_key  BLOB,                                         -- the key of the device that came
    asked_name TEXT,
    asked_at   INTEGER,
    agreed     INTEGER,                                      -- the office's answer
    decided_by TEXT,
    decided_at INTEGER,
    used_by    TEXT
) STRICT, WITHOUT ROWID;

-- Requests that may be heard once, by a hash of their signature, as long as that is good.
CREATE TABLE heard (
    request BLOB    PRIMARY KEY CHECK (length(request) = 32),
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id          TEXT    PRIMARY KEY,
    tag         BLOB    NOT NULL UNIQUE CHECK (length(tag) = 8),
    member      TEXT    NOT NULL,
    public_key  BLOB    NOT NULL,
    name        TEXT    NOT NULL,
    enrolled_at INTEGER NOT NULL,
    revoked_at  INTEGER,
    last_seen   INTEGER,
    certified_until INTEGER, -- until when its certificate holds (R22)
    confirmed   INTEGER NOT NULL DEFAULT 0, -- the log position up to which it has acted on moves, drops and erasures (R15, R21)
    turns       TEXT,    -- its turns as last written down, JSON (R24)
    cloned_at   INTEGER  -- when two devices were first seen to have its key (R24)
) STRICT, WITHOUT ROWID;

-- References are counted from accepted changes (R20). A document holds an attachment only once somebody who may write
-- there has sent its bytes: who merely knows a hash cannot fetch what belongs to another document.
CREATE TABLE blob_reference (
    document BLOB NOT NULL REFERENCES document (id),
    hash     BLOB NOT NULL CHECK (length(hash) = 32),
    device   TEXT NOT NULL, -- whose change first named it
    held_at  INTEGER,
    PRIMARY KEY (document, hash)
) STRICT, WITHOUT ROWID;

-- Attachments that are whole. Their bytes lie beside the database.
CREATE TABLE blob (
    hash    BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    size    INTEGER NOT NULL,
    done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
