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
    expires_at  timestamptz
);

create index if not exists guard_effect_open on guard_effect (owner) where state <> 'E';

create index if not exists guard_effect_expiry on guard_effect (expires_at) where state = 'E';

create table if not exists guard_task (
    name      varchar(64) not null primary key,
    owner     varchar(64) not null,
    due_again timestamptz not null
);

create table if not exists guard_schema (
    version integer not null primary key
);

insert into guard_schema (version) values (1) on conflict do nothing;
