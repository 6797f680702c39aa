create table if not exists guard_effect (
    id          char(64)    not null primary key,
    scope       varchar(16) not null,
    holder      varchar     not null,
    ticket      varchar     not null,
    tool        varchar     not null,
    key_hash    char(64)    not null,
    arguments   char(64)    not null,
    state       char(1)     not null,
    call_id     varchar     not null,
    owner       varchar(64) not null,
    answer      varbinary,
    reserved_at timestamp(9) with time zone not null,
    expires_at  timestamp(9) with time zone
);

create index if not exists guard_effect_open on guard_effect (state, owner);

create index if not exists guard_effect_expiry on guard_effect (state, expires_at);

create table if not exists guard_task (
    name      varchar(64) not null primary key,
    owner     varchar(64) not null,
    due_again timestamp(9) with time zone not null
);

create table if not exists guard_schema (
    version integer not null primary key
);

merge into guard_schema (version) values (1);
