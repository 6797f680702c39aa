create table if not exists guard_effect (
    id          char(64)                    not null primary key,
    scope       varchar(16)                 not null,
    holder      varchar                     not null,
    ticket      varchar                     not null,
    tool        varchar                     not null,
    key_hash    char(64)                    not null,
    arguments   char(64)                    not null,
    state       char(1)                     not null,
    call_id     varchar                     not null,
    owner       varchar(64)                 not null,
    answer      varbinary,
    reserved_at timestamp(9) with time zone not null,
    expires_at  timestamp(9) with time zone,
    awaited     boolean                     not null default false,
    joint       boolean                     not null default false
);

alter table guard_effect add column if not exists awaited boolean not null default false;

alter table guard_effect add column if not exists joint boolean not null default false;

create index if not exists guard_effect_open on guard_effect (state, owner);

create index if not exists guard_effect_expiry on guard_effect (state, expires_at);

create table if not exists guard_budget (
    id              varchar(64) not null primary key,
    budget          varchar     not null,
    holder          varchar     not null,
    period          varchar     not null,
    used_micros     numeric(38) not null,
    used_tokens     numeric(38) not null,
    used_calls      numeric(38) not null,
    used_millis     numeric(38) not null,
    reserved_micros numeric(38) not null,
    reserved_tokens numeric(38) not null,
    reserved_calls  numeric(38) not null,
    reserved_millis numeric(38) not null,
    reservations    bigint      not null,
    expires_at      timestamp(9) with time zone
);

create index if not exists guard_budget_name on guard_budget (budget, period);

create index if not exists guard_budget_expiry on guard_budget (expires_at);

create table if not exists guard_budget_hold (
    reservation varchar(100)                not null,
    position    integer                     not null,
    budget_id   varchar(64)                 not null,
    owner       varchar(64)                 not null,
    state       char(1)                     not null,
    micros      bigint                      not null,
    tokens      bigint                      not null,
    calls       bigint                      not null,
    millis      bigint                      not null,
    ends_at     timestamp(9) with time zone not null,
    expires_at  timestamp(9) with time zone,
    primary key (reservation, position)
);

create index if not exists guard_budget_hold_end on guard_budget_hold (state, ends_at);

create index if not exists guard_budget_hold_budget on guard_budget_hold (budget_id);

create table if not exists guard_rate (
    id         varchar(64)                 not null primary key,
    tool       varchar                     not null,
    per        varchar                     not null,
    period     varchar(40)                 not null,
    holder     varchar                     not null,
    most       integer                     not null,
    expires_at timestamp(9) with time zone not null
);

create index if not exists guard_rate_expiry on guard_rate (expires_at);

create table if not exists guard_rate_call (
    permit     varchar(64)                 not null,
    rate_id    varchar(64)                 not null,
    expires_at timestamp(9) with time zone not null,
    primary key (permit, rate_id)
);

create index if not exists guard_rate_call_time on guard_rate_call (rate_id, expires_at);

create index if not exists guard_rate_call_expiry on guard_rate_call (expires_at);

create table if not exists guard_attempt (
    id         varchar(64)                 not null primary key,
    granted    integer                     not null,
    refused    integer                     not null,
    passed     boolean                     not null,
    expires_at timestamp(9) with time zone not null
);

create index if not exists guard_attempt_expiry on guard_attempt (expires_at);

create table if not exists guard_fact (
    id         varchar(64)                 not null primary key,
    used_by    varchar(100),
    expires_at timestamp(9) with time zone not null
);

create index if not exists guard_fact_expiry on guard_fact (expires_at);

create table if not exists guard_run (
    id         varchar(64)                 not null primary key,
    snapshot   varchar                     not null,
    expires_at timestamp(9) with time zone not null
);

create index if not exists guard_run_expiry on guard_run (expires_at);

create table if not exists guard_task (
    name      varchar(64)                 not null primary key,
    owner     varchar(64)                 not null,
    due_again timestamp(9) with time zone not null
);

create table if not exists guard_schema (
    version integer not null primary key
);

merge into guard_schema (version) values (3);
