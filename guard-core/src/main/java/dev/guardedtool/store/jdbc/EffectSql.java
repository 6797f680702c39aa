package dev.guardedtool.store.jdbc;

/**
 * The statements on effects. Each is one condition and one change, decided by the database at its own time.
 *
 * @param insert reserves a key that nobody ever used
 * @param takeOver reserves a key whose effect was forgotten, or was to commit together with the tool's and did not
 * @param join marks an effect that is to commit together with what the tool writes: without {@code happened}, which does, it
 *     surely did not happen
 * @param complete never of one that was to commit together with the tool's and did not
 * @param release never of one that committed
 * @param giveUp releases an effect that did not commit together with the tool's
 * @param await marks an effect that is being carried out, so that others are told of its end
 */
record EffectSql(
        String insert,
        String takeOver,
        String complete,
        String completed,
        String release,
        String markUnknown,
        String join,
        String happened,
        String giveUp,
        String renew,
        String find,
        String inDoubt,
        String settleExecuted,
        String settleReleased,
        String await,
        String removeExpired,
        String removeUndone) {

    private static final String OF_CALL = " where id = ? and call_id = ?";
    private static final String OPEN = " and state <> 'E'";
    private static final String UNTOLD = " and (state <> 'E' or answer is null) and not (state = 'R' and joint)";

    static EffectSql of(Dialect dialect) {
        String now = dialect.now();
        String later = dialect.later();
        String over = "expires_at <= " + now;
        String forgotten = "state = 'E' and answer is not null and " + over;
        String undone = "state = 'R' and joint and " + over;
        String lapsed = "state = 'R' and not joint and " + over;
        String free = "(" + forgotten + " or " + undone + ")";
        String doubt = "(state = 'U' or " + lapsed + ")";
        String select =
                "select id, scope, holder, ticket, tool, key_hash, arguments, call_id, owner, answer, expires_at,"
                        + " case when " + lapsed + " then 'U'"
                        + " when state = 'E' and answer is null and not (" + over + ") then 'R'"
                        + " else state end as current_state from guard_effect";
        String insert = "insert into guard_effect (arguments, call_id, owner, expires_at, id, scope, holder, ticket,"
                + " tool, key_hash, state, reserved_at) values (?, ?, ?, " + later + ", ?, ?, ?, ?, ?, ?, 'R', " + now
                + ")";
        String remove =
                "delete from guard_effect where %1$s and id in (select id from guard_effect where %1$s limit ?)";
        return new EffectSql(
                dialect.unlessThere(insert),
                "update guard_effect set arguments = ?, call_id = ?, owner = ?, expires_at = " + later
                        + ", state = 'R', answer = null, awaited = false, joint = false, reserved_at = " + now
                        + " where id = ? and " + free,
                dialect.told("update guard_effect set state = 'E', answer = ?, joint = false, expires_at = " + later
                        + OF_CALL + UNTOLD),
                "select 1 from guard_effect" + OF_CALL + " and state = 'E'",
                dialect.told("delete from guard_effect" + OF_CALL + OPEN),
                dialect.told("update guard_effect set state = 'U', expires_at = null" + OF_CALL
                        + " and state <> 'E' and not joint"),
                "update guard_effect set joint = true" + OF_CALL + " and state = 'R' and not joint",
                "update guard_effect set state = 'E'" + OF_CALL + " and state = 'R' and joint",
                dialect.told("delete from guard_effect" + OF_CALL + " and state = 'R' and joint"),
                "update guard_effect set expires_at = " + later + " where owner = ? and state = 'R'",
                select + " where id = ? and not coalesce(" + free + ", false)",
                select + " where state <> 'E' and " + doubt + " order by reserved_at, id limit ?",
                dialect.told("update guard_effect set state = 'E', answer = ?, expires_at = " + later + OF_CALL
                        + " and " + doubt),
                dialect.told("delete from guard_effect" + OF_CALL + " and " + doubt),
                "update guard_effect set awaited = true where id = ? and state = 'R' and not awaited",
                String.format(remove, forgotten),
                String.format(remove, undone));
    }
}
