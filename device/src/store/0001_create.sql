-- Who this device is. One row once it is enrolled.
CREATE TABLE identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    server TEXT NOT NULL,
    device TEXT NOT NULL,
    tag BLOB NOT NULL,
    member TEXT NOT NULL,
    secret BLOB NOT NULL,
    hub_key TEXT NOT NULL,                        -- the hub's public key, hex: by it a revocation is known
    certificate TEXT NOT NULL DEFAULT '',         -- the hub's, JSON, to be known again by (R22)
    rewrites INTEGER NOT NULL DEFAULT 0           -- the outbox is of an old tag and is to be written anew (R24)
) STRICT;

-- A request to join that the office has not answered yet, or that came to nothing.
CREATE TABLE joining (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    server TEXT NOT NULL,
    invite TEXT NOT NULL,
    proof TEXT NOT NULL,
    second TEXT,
    secret BLOB NOT NULL,
    asked_at INTEGER,                             -- when the hub first said that the office is asked
    ended TEXT                                    -- the code of the failure in which it ended
) STRICT;

-- How far it has read. One row.
CREATE TABLE reading (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch TEXT,                                   -- null before the first contact
    seq INTEGER NOT NULL DEFAULT 0,
    directory INTEGER NOT NULL DEFAULT 0,
    clock_ahead_ms INTEGER NOT NULL DEFAULT 0,    -- this device's clock minus the hub's
    last_sync INTEGER,                            -- the hub's clock at the end of the last finished sync
    complete_at INTEGER,                          -- the hub's clock when every digest last agreed (R13)
    compare BLOB,                                 -- where the comparison after a restore stands; null for none (R23)
    healed INTEGER NOT NULL DEFAULT 0,            -- spaces compared anew after a digest that did not agree
    line INTEGER NOT NULL DEFAULT 0,              -- the line of this device's requests, by the hub's word (R24)
    turn INTEGER NOT NULL DEFAULT 0,              -- the number of its last request, kept before it is sent
    cloned INTEGER NOT NULL DEFAULT 0,            -- the hub hears another device by this one's key
    hand_over BLOB,                               -- the hub's key that hand-over files are sealed for
    boxed INTEGER NOT NULL DEFAULT 0,             -- what lies open in the refusals box, as the hub last said (R19)
    boxed_newest INTEGER NOT NULL DEFAULT 0,      -- the number of the newest of it
    rights INTEGER NOT NULL DEFAULT 0,            -- counted up whenever who is named in a sealed record changes here
    latest INTEGER NOT NULL DEFAULT 0,            -- the greatest time seen since the hub was last heard, by the hub's clock
    handed_over TEXT NOT NULL DEFAULT '',         -- what waited when the last hand-over file was made, all of it in the file
    spared TEXT NOT NULL DEFAULT '0-0-0-0',       -- what waited when the spare copy was written
    ended TEXT                                    -- why this store takes nothing any more and is about to be destroyed; null while it lives
) STRICT;
INSERT INTO reading (one) VALUES (1);

-- How long ago the last contact was, by steps of this device's clock: one that is set back takes nothing off. One row.
CREATE TABLE lease (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    clock INTEGER,                                -- the device's clock at the last look; null before the first contact
    passed_ms INTEGER NOT NULL DEFAULT 0,         -- since the last contact
    over_ms INTEGER NOT NULL DEFAULT 0            -- for how long it was seen past the last day, of each step six hours at most
) STRICT;
INSERT INTO lease (one) VALUES (1);

CREATE TABLE node (id TEXT PRIMARY KEY, row TEXT NOT NULL) STRICT;
CREATE TABLE member (id TEXT PRIMARY KEY, row TEXT NOT NULL) STRICT;

-- Spaces held. `after` is where an unfinished fill stands; null when complete (R8).
CREATE TABLE space (
    name TEXT PRIMARY KEY,
    after BLOB,
    documents INTEGER NOT NULL DEFAULT 0,         -- documents with at least one received change
    digest BLOB NOT NULL DEFAULT x'00000000000000000000000000000000',
    mismatches INTEGER NOT NULL DEFAULT 0,        -- syncs in a row after which the digest did not agree
    compare BLOB                                  -- where an open comparison by heads stands; null for none (R13)
) STRICT;

CREATE TABLE document (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    schema INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    space TEXT NOT NULL,
    digest BLOB,                                  -- over its received changes; null while none was received
    set_aside TEXT,                               -- why it cannot be read here; null for a sound one
    leaving INTEGER NOT NULL DEFAULT 0            -- it may not be read any more; it goes once nothing of it waits (R15)
) STRICT;
CREATE INDEX document_space ON document (space, id);
CREATE INDEX document_leaving ON document (id) WHERE leaving;

-- Every change of every document, in an order in which causes come first. With `seq` null it is only here.
CREATE TABLE change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL,
    at INTEGER NOT NULL,
    fields TEXT NOT NULL,
    author TEXT NOT NULL,
    seq INTEGER,
    received_at INTEGER,
    late INTEGER NOT NULL DEFAULT 0,              -- made before its author had heard that they may write here no longer (R15)
    replaces BLOB,                                -- hashes it was written in place of, 32 bytes each (R18)
    seal BLOB,                                    -- the hub's seal, by which it takes the change back (R23)
    UNIQUE (document, hash)
) STRICT;

-- What waits to be sent. A row goes when the hub has listed its hash as durable, or has refused it, and not before.
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    edit INTEGER NOT NULL REFERENCES edit (number),
    missing INTEGER NOT NULL DEFAULT 0,           -- how often the hub lacked what it depends on (R12)
    other BLOB                                    -- what is in the log in its place, as the hub says; it goes once that is here (R18)
) STRICT;
CREATE INDEX outbox_document ON outbox (document);

-- Once the store has ended, all that waits is being sealed: nothing may be added to it, whatever process has the file open.
CREATE TRIGGER outbox_ended BEFORE INSERT ON outbox WHEN (SELECT ended IS NOT NULL FROM reading)
BEGIN SELECT RAISE(ABORT, 'ended'); END;

-- What a person did, kept until all its changes are durable, to be replayed on another state (R18).
CREATE TABLE edit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL,
    writing TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    heard INTEGER NOT NULL,                       -- the log position heard of when it was written (R15)
    together INTEGER                              -- edits with one number go together or not at all (R14); null for one alone
) STRICT;

-- What came back. Kept until the person puts it away.
CREATE TABLE refused (
    hash BLOB PRIMARY KEY,
    document BLOB NOT NULL,
    kind TEXT NOT NULL,
    writing TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    refused_at INTEGER NOT NULL,
    space TEXT NOT NULL
) STRICT;

-- What is left of what came back where its person may not read any more: that there was something, and when (R19).
CREATE TABLE refused_left (
    hash BLOB PRIMARY KEY,
    refused_at INTEGER NOT NULL,
    kept INTEGER NOT NULL                         -- whether the hub keeps what was written
) STRICT;

CREATE TABLE blob (hash BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

-- Attachments on their way up; never before the text that refers to them.
CREATE TABLE upload (
    document BLOB NOT NULL,
    hash BLOB NOT NULL,
    thumbnail INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (document, hash)
) STRICT;

CREATE TRIGGER upload_ended BEFORE INSERT ON upload WHEN (SELECT ended IS NOT NULL FROM reading)
BEGIN SELECT RAISE(ABORT, 'ended'); END;

-- Attachments on their way down: thumbnails by themselves, pictures when somebody looks.
CREATE TABLE download (
    document BLOB NOT NULL,
    hash BLOB NOT NULL,
    thumbnail INTEGER NOT NULL,
    part BLOB NOT NULL DEFAULT x'',
    failures INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, hash)
) STRICT;

-- From here on: projections, a function of documents and receipts (R26).
CREATE TABLE hazard (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL UNIQUE,
    position INTEGER NOT NULL,                    -- first receipt's log position; above 2^62 while only here
    space TEXT NOT NULL,
    readable INTEGER NOT NULL,
    category TEXT NOT NULL,
    severity TEXT NOT NULL,
    status TEXT NOT NULL,
    assignee TEXT NOT NULL,
    building TEXT NOT NULL,
    unit TEXT NOT NULL,
    point TEXT NOT NULL,
    words TEXT NOT NULL,
    reporter TEXT NOT NULL,
    reported_at INTEGER NOT NULL,
    received_at INTEGER,
    last_seq INTEGER NOT NULL,
    comments INTEGER NOT NULL,
    photos INTEGER NOT NULL,
    thumbnail BLOB,
    clashes TEXT NOT NULL,
    patrol BLOB,
    moved_to TEXT NOT NULL DEFAULT '',
    initials TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX hazard_position ON hazard (position);
CREATE INDEX hazard_reporter ON hazard (reporter, position);
CREATE INDEX hazard_status ON hazard (status, position);
CREATE INDEX hazard_space ON hazard (space, position);
CREATE INDEX hazard_patrol ON hazard (patrol, position);

CREATE TABLE hazard_comment (
    document BLOB NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL,
    text TEXT NOT NULL, received_at INTEGER,
    PRIMARY KEY (document, place)
) STRICT;

CREATE TABLE hazard_photo (
    document BLOB NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL,
    hash BLOB NOT NULL, thumbnail BLOB NOT NULL, received_at INTEGER,
    PRIMARY KEY (document, place)
) STRICT;
CREATE INDEX hazard_photo_hash ON hazard_photo (hash);
CREATE INDEX hazard_photo_thumbnail ON hazard_photo (thumbnail);

CREATE TABLE hazard_step (
    document BLOB NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, act TEXT NOT NULL, to_status TEXT NOT NULL,
    assignee TEXT NOT NULL, note TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, received_at INTEGER,
    PRIMARY KEY (document, place)
) STRICT;

CREATE TABLE hazard_clash (
    document BLOB NOT NULL, place INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, change BLOB,
    PRIMARY KEY (document, place)
) STRICT;

-- An index keeps what is deleted from it until it is merged, unless it is told to keep nothing.
CREATE VIRTUAL TABLE hazard_search USING fts5 (text, tokenize = 'unicode61');
INSERT INTO hazard_search (hazard_search, rank) VALUES ('secure-delete', 1);

-- Of the other kinds, what filters need has a column; the whole of the rows is in `body`, as JSON.
CREATE TABLE patrol (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL UNIQUE,
    position INTEGER NOT NULL,                    -- as of a hazard
    space TEXT NOT NULL,
    status TEXT NOT NULL,
    leader TEXT NOT NULL,
    team TEXT NOT NULL,                           -- JSON list of who walks along, the leader first
    started_at INTEGER NOT NULL,
    received_at INTEGER,
    problems INTEGER NOT NULL,
    clashes TEXT NOT NULL,
    initials TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX patrol_position ON patrol (position);
CREATE INDEX patrol_leader ON patrol (leader, position);
CREATE VIRTUAL TABLE patrol_search USING fts5 (text, tokenize = 'unicode61');
INSERT INTO patrol_search (patrol_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE checklist (
    document BLOB PRIMARY KEY,
    space TEXT NOT NULL,
    name TEXT NOT NULL,
    retired INTEGER NOT NULL,
    clashes TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE home (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL UNIQUE,
    space TEXT NOT NULL,
    place_order TEXT NOT NULL,                    -- building, unit and room with numbers as numbers, then the id
    state TEXT NOT NULL,
    building TEXT NOT NULL,
    unit TEXT NOT NULL,
    room TEXT NOT NULL,
    tenancy TEXT NOT NULL,
    care TEXT NOT NULL,
    visited_at INTEGER,
    clashes TEXT NOT NULL,
    initials TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX home_order ON home (place_order);
CREATE INDEX home_place ON home (building, unit, room);
CREATE VIRTUAL TABLE home_search USING fts5 (place, text, tokenize = 'unicode61');
INSERT INTO home_search (home_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE resident (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL UNIQUE,
    space TEXT NOT NULL,
    home BLOB NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    state TEXT NOT NULL,
    clashes TEXT NOT NULL,
    initials TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX resident_home ON resident (home);
CREATE INDEX resident_name ON resident (name);
CREATE INDEX resident_phone ON resident (phone);
CREATE VIRTUAL TABLE resident_search USING fts5 (text, tokenize = 'unicode61');
INSERT INTO resident_search (resident_search, rank) VALUES ('secure-delete', 1);

-- Records of sealed spaces, whatever their kind. Nothing of them is indexed for search.
CREATE TABLE sealed (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    space TEXT NOT NULL,
    position INTEGER NOT NULL,                    -- as of a hazard
    until INTEGER,                                -- when a card runs out
    about BLOB,                                   -- of an answer: the card
    body TEXT NOT NULL
) STRICT;
CREATE INDEX sealed_until ON sealed (until) WHERE until IS NOT NULL;
CREATE INDEX sealed_about ON sealed (about) WHERE about IS NOT NULL;
CREATE INDEX sealed_kind ON sealed (kind, position);

-- Spaces whose cards have run out here: nothing of them is taken in any more. SHA-256 of their names.
CREATE TABLE put_away (space BLOB PRIMARY KEY) STRICT;

-- Who is named in them, or was.
CREATE TABLE named (
    document BLOB NOT NULL,
    space TEXT NOT NULL,
    member TEXT NOT NULL,
    here INTEGER NOT NULL,
    PRIMARY KEY (document, member)
) STRICT;

-- What was looked at and the hub has not been told.
CREATE TABLE look (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    document BLOB NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    at INTEGER NOT NULL,
    purpose TEXT NOT NULL
) STRICT;

-- When each was last noted: what stays open on a screen is one look for a while.
CREATE TABLE last_look (
    document BLOB NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (document, what)
) STRICT, WITHOUT ROWID;

-- From here on: what never leaves this device. Forms that are being filled in, as the screens wrote them.
CREATE TABLE draft (
    name TEXT PRIMARY KEY,                        -- holds the id of the record that the form is about
    body TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- A track goes with its patrol's document, wherever that is dropped.
CREATE TABLE track (
    patrol BLOB PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    chosen_at INTEGER NOT NULL,
    state TEXT NOT NULL,                          -- on, paused, off
    gap TEXT                                      -- what the next fix comes after; null for nothing
) STRICT;

CREATE TABLE track_fix (
    patrol BLOB NOT NULL REFERENCES track (patrol) ON DELETE CASCADE,
    number INTEGER NOT NULL,                      -- from 1, in the order of arrival
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    accuracy REAL,
    altitude REAL,
    at INTEGER NOT NULL,
    after_gap TEXT,                               -- why a new segment begins here; null where none does
    PRIMARY KEY (patrol, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX track_fix_at ON track_fix (patrol, at);
