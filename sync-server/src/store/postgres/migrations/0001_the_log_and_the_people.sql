-- The log, the documents it makes, the people and their devices: what the embedded store has, table by table. Texts compare
-- byte by byte, so that both stores have one order.

CREATE TABLE hub (
    id        BIGINT PRIMARY KEY CHECK (id = 1),
    epoch     BYTEA  NOT NULL CHECK (length(epoch) = 16),
    head      BIGINT NOT NULL DEFAULT 0, -- the last log position given out
    directory BIGINT NOT NULL DEFAULT 0, -- the log position of the directory's last change
    rights    BIGINT NOT NULL DEFAULT 0, -- the log position at which anybody's rights last changed, by a row or by a grant
    boxed     BIGINT NOT NULL DEFAULT 0  -- rises with what is put into the refusals box or settled there
);

-- The log's lives, oldest first; the last one is the hub's own (R23). Up to `base` the log is what it was in the life before.
CREATE TABLE life (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    epoch  BYTEA  NOT NULL UNIQUE CHECK (length(epoch) = 16),
    base   BIGINT NOT NULL
);

-- A document's space is here and nowhere else (R7).
CREATE TABLE document (
    id         BYTEA  PRIMARY KEY CHECK (length(id) = 16),
    kind       TEXT   NOT NULL,
    schema     BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    space      TEXT   COLLATE "C" NOT NULL,
    heads      BYTEA  NOT NULL, -- sorted hashes, 32 bytes each
    digest     BYTEA  NOT NULL CHECK (length(digest) = 16),
    erased     TEXT   NOT NULL DEFAULT '[]', -- names of what was erased of it, as JSON (R21)
    follows    BYTEA -- the record that it goes with when that one moves: a person's home (R15)
);
CREATE UNIQUE INDEX document_in_space ON document (space, id);
CREATE INDEX document_follows ON document (follows, space) WHERE follows IS NOT NULL;

CREATE TABLE change (
    seq         BIGINT PRIMARY KEY,
    document    BYTEA  NOT NULL REFERENCES document (id),
    hash        BYTEA  NOT NULL CHECK (length(hash) = 32),
    author      TEXT   NOT NULL,
    device      TEXT   NOT NULL,
    actor       BYTEA  NOT NULL CHECK (length(actor) = 16),
    actor_seq   BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    late        BOOLEAN NOT NULL, -- judged by what its author could do before they lost it (R15)
    bytes       BYTEA  NOT NULL,
    recovered_via TEXT, -- the device that gave it back after the hub had lost it (R23)
    UNIQUE (document, hash),
    UNIQUE (document, actor, actor_seq) -- a clone's second use of a number is refused (R24)
);
CREATE INDEX change_of_document ON change (document, seq);
CREATE INDEX change_recovered ON change (seq) WHERE recovered_via IS NOT NULL;

-- Which accepted change was written in place of which other: of them one is in the log, ever (R18).
CREATE TABLE replaced (
    document BYTEA NOT NULL REFERENCES document (id),
    old      BYTEA NOT NULL CHECK (length(old) = 32),
    new      BYTEA NOT NULL CHECK (length(new) = 32),
    PRIMARY KEY (document, old, new)
);

-- Entries of the log that are not changes.
CREATE TABLE event (
    seq        BIGINT PRIMARY KEY,
    what       TEXT   NOT NULL, -- directory, move, erase, grant
    at         BIGINT NOT NULL,
    document   BYTEA,           -- of a move: which document, from where, to where
    from_space TEXT   COLLATE "C",
    to_space   TEXT   COLLATE "C",
    member     TEXT   COLLATE "C" -- of a grant: who; the space is where they were taken off, or named
);
CREATE INDEX event_document ON event (document, seq) WHERE document IS NOT NULL;
CREATE INDEX event_member ON event (member, seq) WHERE member IS NOT NULL;

-- Spaces whose readers are named in a record: cases, care, cards and the answers to them.
CREATE TABLE sealed (
    space TEXT   COLLATE "C" PRIMARY KEY,
    until BIGINT -- when it runs out for those who are named
);

-- Who is named in which, or was.
CREATE TABLE named (
    space  TEXT    COLLATE "C" NOT NULL REFERENCES sealed (space),
    member TEXT    COLLATE "C" NOT NULL,
    here   BOOLEAN NOT NULL,
    PRIMARY KEY (space, member)
);

-- What was erased, and the generation that was made of it (R21). A document that a restored copy does not have stands here alone:
-- what comes of it is of this generation or newer.
CREATE TABLE erasure (
    seq        BIGINT PRIMARY KEY REFERENCES event (seq),
    document   BYTEA  NOT NULL CHECK (length(document) = 16),
    generation BIGINT NOT NULL,
    erased     TEXT   NOT NULL, -- as of a document
    author     TEXT   NOT NULL,
    why        TEXT   NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX erasure_of ON erasure (document, generation);

-- What was a change of a generation that has passed: whoever sends it again is told so. Names and times, no bytes.
CREATE TABLE erased_change (
    document    BYTEA  NOT NULL REFERENCES document (id),
    hash        BYTEA  NOT NULL CHECK (length(hash) = 32),
    author      TEXT   NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (document, hash)
);

CREATE TABLE space_digest (
    space  TEXT    COLLATE "C" PRIMARY KEY,
    count  BIGINT  NOT NULL,
    digest NUMERIC NOT NULL CHECK (digest >= 0 AND digest < 340282366920938463463374607431768211456) -- 2^128
);

-- Refused is not lost, and final by hash (R18). A name that is no change's hash is SHA-256 of the bytes. Whose box it lies in follows
-- from where the document is now; `space` is where it was, or was to be (R19).
CREATE TABLE refusal (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document    BYTEA  NOT NULL,
    name        BYTEA  NOT NULL CHECK (length(name) = 32),
    device      TEXT   NOT NULL,
    author      TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    space       TEXT   NOT NULL,
    reason      TEXT   NOT NULL,
    received_at BIGINT NOT NULL,
    bytes       BYTEA  NOT NULL,
    settled_at  BIGINT, -- none while it is open
    settled_by  TEXT,
    settled_how TEXT,
    UNIQUE (document, name, device)
);
CREATE INDEX refusal_open ON refusal (document) WHERE settled_at IS NULL;
CREATE INDEX refusal_author ON refusal (author);

CREATE TABLE node (
    id      TEXT   COLLATE "C" PRIMARY KEY,
    changed BIGINT NOT NULL, -- log position
    body    TEXT   NOT NULL
);
CREATE INDEX node_changed ON node (changed);

CREATE TABLE member (
    id      TEXT   COLLATE "C" PRIMARY KEY,
    changed BIGINT NOT NULL, -- log position
    body    TEXT   NOT NULL
);
CREATE INDEX member_changed ON member (changed);

-- What a member's row was until a later one took its place: who was away is judged by it (R15).
CREATE TABLE member_past (
    id    TEXT   COLLATE "C" NOT NULL,
    until BIGINT NOT NULL, -- the log position of the row that took its place
    at    BIGINT NOT NULL, -- when that was
    body  TEXT   NOT NULL,
    PRIMARY KEY (id, until)
);

-- Who looked at what: rows are only added, each with a hash over it and the row before.
CREATE TABLE read_log (
    number      BIGINT PRIMARY KEY,
    id          BYTEA  NOT NULL UNIQUE CHECK (length(id) = 16),
    document    BYTEA  NOT NULL CHECK (length(document) = 16),
    kind        TEXT   NOT NULL,
    what        TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    purpose     TEXT   NOT NULL,
    space       TEXT   NOT NULL, -- where the record was then
    member      TEXT   NOT NULL,
    device      TEXT   NOT NULL,
    received_at BIGINT NOT NULL,
    hash        BYTEA  NOT NULL CHECK (length(hash) = 32)
);
CREATE INDEX read_log_document ON read_log (document, number);
CREATE RULE read_log_stays AS ON UPDATE TO read_log DO INSTEAD NOTHING;
CREATE RULE read_log_is_whole AS ON DELETE TO read_log DO INSTEAD NOTHING;

-- Its last row: one that is taken off the end is missed.
CREATE TABLE read_head (
    one    BIGINT PRIMARY KEY CHECK (one = 1),
    number BIGINT NOT NULL,
    hash   BYTEA  NOT NULL CHECK (length(hash) = 32)
);
INSERT INTO read_head (one, number, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));

-- Invitations, and who came by them. One belongs to the first device that comes with its proof.
CREATE TABLE invite (
    number     TEXT    COLLATE "C" PRIMARY KEY,
    digits     BYTEA   NOT NULL CHECK (length(digits) = 32), -- hash of the proof that is typed
    secret     BYTEA   NOT NULL CHECK (length(secret) = 32), -- hash of the proof in the link
    second     TEXT,                                         -- six digits, read out by telephone
    kind       TEXT    NOT NULL,                             -- live, printed, approved
    member     TEXT    NOT NULL,
    made_at    BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    tries      BIGINT  NOT NULL DEFAULT 0,
    asked_key  BYTEA,                                        -- the key of the device that came
    asked_name TEXT,
    asked_at   BIGINT,
    agreed     BOOLEAN,                                      -- the office's answer
    decided_by TEXT,
    decided_at BIGINT,
    used_by    TEXT
);

-- Requests that may be heard once, by a hash of their signature, as long as that is good.
CREATE TABLE heard (
    request BYTEA  PRIMARY KEY CHECK (length(request) = 32),
    at      BIGINT NOT NULL
);

CREATE TABLE device (
    id          TEXT   COLLATE "C" PRIMARY KEY,
    tag         BYTEA  NOT NULL UNIQUE CHECK (length(tag) = 8),
    member      TEXT   NOT NULL,
    public_key  BYTEA  NOT NULL,
    name        TEXT   NOT NULL,
    enrolled_at BIGINT NOT NULL,
    revoked_at  BIGINT,
    last_seen   BIGINT,
    certified_until BIGINT, -- until when its certificate holds (R22)
    confirmed   BIGINT NOT NULL DEFAULT 0, -- the log position up to which it has acted on moves, drops and erasures (R15, R21)
    turns       TEXT,   -- its turns as last written down, JSON (R24)
    cloned_at   BIGINT  -- when two devices were first seen to have its key (R24)
);

-- References are counted from accepted changes (R20). A document holds an attachment only once somebody who may write
-- there has sent its bytes: who merely knows a hash cannot fetch what belongs to another document.
CREATE TABLE blob_reference (
    document BYTEA  NOT NULL REFERENCES document (id),
    hash     BYTEA  NOT NULL CHECK (length(hash) = 32),
    device   TEXT   NOT NULL, -- whose change first named it
    held_at  BIGINT,
    PRIMARY KEY (document, hash)
);

-- Attachments that are whole. Their bytes lie beside the database.
CREATE TABLE blob (
    hash    BYTEA  PRIMARY KEY CHECK (length(hash) = 32),
    size    BIGINT NOT NULL,
    done_at BIGINT NOT NULL
);
