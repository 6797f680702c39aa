package dev.guardedtool.store.jdbc;

/**
 * The statements on effects. Each is one condition and one change, decided by the database at its own time.
 *
 * @param insert reserves a key that nobody ever used
 * @param takeOver reserves a key whose effect was forgotten
 * @param await marks an effect that is being carried out, so that others are told of its end
 */
record EffectSql(
        String insert,
        String takeOver,
        String complete,
        String completed,
        String release,
        String markUnknown,
        String renew,
        String find,
        String inDoubt,
        String settleExecuted,
        String settleReleased,
        String await,
        String removeExpired) {

    private static final String OF_CALL = " where id = ? and call_id = ? and state <> 'E'";

    static EffectSql of(Dialect dialect) {
        String now = dialect.now();
        String later = dialect.later();
        String forgotten = "state = 'E' and expires_at <= " + now;
        String lapsed = "state = 'R' and expires_at <= " + now;
        String doubt = "(state = 'U' or " + lapsed + ")";
        String select =
                "select id, scope, holder, ticket, tool, key_hash, arguments, call_id, owner, answer, expires_at,"
                        + " case when " + lapsed + " then 'U' else state end as current_state from guard_effect";
        String insert = "insert into guard_effect (arguments, call_id, owner, expires_at, id, scope, holder, ticket,"
                + " tool, key_hash, state, reserved_at) values (?, ?, ?, " + later + ", ?, ?, ?, ?, ?, ?, 'R', " + now
                + ")";
        return new EffectSql(
                dialect.unlessThere(insert),
                "update guard_effect set arguments = ?, call_id = ?, owner = ?, expires_at = " + later
                        + ", state = 'R', answer = null, awaited = false, reserved_at = " + now + " where id = ? and "
                        + forgotten,
                dialect.told("update guard_effect set state = 'E', answer = ?, expires_at = " + later + OF_CALL),
                "select 1 from guard_effect where id = ? and call_id = ? and state = 'E'",
                dialect.told("delete from guard_effect" + OF_CALL),
                dialect.told("update guard_effect set state = 'U', expires_at = null" + OF_CALL),
                "update guard_effect set expires_at = " + later + " where owner = ? and state = 'R'",
                select + " where id = ? and not coalesce(" + forgotten + ", false)",
                select + " where state <> 'E' and " + doubt + " order by reserved_at, id limit ?",
                dialect.told("update guard_effect set state = 'E', answer = ?, expires_at = " + later
                        + " where id = ? and call_id = ? and " + doubt),
                dialect.told("delete from guard_effect where id = ? and call_id = ? and " + doubt),
                "update guard_effect set awaited = true where id = ? and state = 'R' and not awaited",
                "delete from guard_effect where " + forgotten + " and id in (select id from guard_effect where "
                        + forgotten + " limit ?)");
    }
}
