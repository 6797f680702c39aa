create table if not exists guard_effect (
    id          char(64)    not null primary key,
    scope       varchar(16) not null,
    holder      text        not null,
    ticket      text        not null,
    tool        text        not null,
    key_hash    char(64)    not null,
    arguments   char(64)    not null,
    state       char(1)     not null,
    call_id     text        not null,
    owner       varchar(64) not null,
    answer      bytea,
    reserved_at timestamptz not null,
    expires_at  timestamptz,
    awaited     boolean     not null default false,
    joint       boolean     not null default false
);

alter table guard_effect add column if not exists awaited boolean not null default false;

alter table guard_effect add column if not exists joint boolean not null default false;

create index if not exists guard_effect_open on guard_effect (owner) where state <> 'E';

create index if not exists guard_effect_expiry on guard_effect (expires_at) where state = 'E';

create table if not exists guard_budget (
    id              varchar(64) not null primary key,
    budget          text        not null,
    holder          text        not null,
    period          text        not null,
    used_micros     numeric(38) not null,
    used_tokens     numeric(38) not null,
    used_calls      numeric(38) not null,
    used_millis     numeric(38) not null,
    reserved_micros numeric(38) not null,
    reserved_tokens numeric(38) not null,
    reserved_calls  numeric(38) not null,
    reserved_millis numeric(38) not null,
    reservations    bigint      not null,
    expires_at      timestamptz
);

create index if not exists guard_budget_name on guard_budget (budget, period);

create index if not exists guard_budget_expiry on guard_budget (expires_at);

create table if not exists guard_budget_hold (
    reservation varchar(100) not null,
    position    integer      not null,
    budget_id   varchar(64)  not null,
    owner       varchar(64)  not null,
    state       char(1)      not null,
    micros      bigint       not null,
    tokens      bigint       not null,
    calls       bigint       not null,
    millis      bigint       not null,
    ends_at     timestamptz  not null,
    expires_at  timestamptz,
    primary key (reservation, position)
);

create index if not exists guard_budget_hold_end on guard_budget_hold (state, ends_at);

create index if not exists guard_budget_hold_budget on guard_budget_hold (budget_id);

create table if not exists guard_rate (
    id         varchar(64) not null primary key,
    tool       text        not null,
    per        text        not null,
    period     varchar(40) not null,
    holder     text        not null,
    most       integer     not null,
    expires_at timestamptz not null
);

create index if not exists guard_rate_expiry on guard_rate (expires_at);

create table if not exists guard_rate_call (
    permit     varchar(64) not null,
    rate_id    varchar(64) not null,
    expires_at timestamptz not null,
    primary key (permit, rate_id)
);

create index if not exists guard_rate_call_time on guard_rate_call (rate_id, expires_at);

create index if not exists guard_rate_call_expiry on guard_rate_call (expires_at);

create table if not exists guard_attempt (
    id         varchar(64) not null primary key,
    granted    integer     not null,
    refused    integer     not null,
    passed     boolean     not null,
    expires_at timestamptz not null
);

create index if not exists guard_attempt_expiry on guard_attempt (expires_at);

create table if not exists guard_fact (
    id         varchar(64) not null primary key,
    used_by    varchar(100),
    expires_at timestamptz not null
);

create index if not exists guard_fact_expiry on guard_fact (expires_at);

create table if not exists guard_run (
    id         varchar(64) not null primary key,
    snapshot   text        not null,
    expires_at timestamptz not null
);

create index if not exists guard_run_expiry on guard_run (expires_at);

create table if not exists guard_task (
    name      varchar(64) not null primary key,
    owner     varchar(64) not null,
    due_again timestamptz not null
);

create table if not exists guard_schema (
    version integer not null primary key
);

insert into guard_schema (version) values (3) on conflict do nothing;
