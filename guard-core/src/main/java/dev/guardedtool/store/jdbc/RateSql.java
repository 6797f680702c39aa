package dev.guardedtool.store.jdbc;

/**
 * The statements on rates.
 *
 * @param hold keeps others from counting under the limit until the transaction ends; it does not ask for the time, so that
 *     the time of what follows is that after waiting
 * @param count counts the call if fewer count than may
 * @param blocking when the call leaves that stands in the way
 */
record RateSql(
        String hold,
        String open,
        String count,
        String blocking,
        String release,
        String uses,
        String removeCalls,
        String removeLimits) {

    static RateSql of(Dialect dialect) {
        String now = dialect.now();
        String later = dialect.later();
        String counts = "expires_at > " + now;
        String gone = "expires_at <= " + now;
        return new RateSql(
                "update guard_rate set most = ? where id = ?",
                dialect.unlessThere("insert into guard_rate (id, tool, per, period, holder, most, expires_at) values"
                        + " (?, ?, ?, ?, ?, ?, " + later + ")"),
                "insert into guard_rate_call (permit, rate_id, expires_at) select cast(? as varchar(64)), cast(? as"
                        + " varchar(64)), " + later + " where (select count(*) from guard_rate_call where rate_id = ?"
                        + " and " + counts + ") < ?",
                "select expires_at, " + now + " as current_time_there from guard_rate_call where rate_id = ? and permit"
                        + " <> ? and " + counts + " order by expires_at desc offset ? rows fetch next 1 rows only",
                "delete from guard_rate_call where permit = ?",
                "select tool, per, period, holder, most, count(*) as used, min(guard_rate_call.expires_at) as"
                        + " expires_at, " + now + " as current_time_there from guard_rate join guard_rate_call on"
                        + " rate_id = id and guard_rate_call." + counts
                        + " group by id, tool, per, period, holder, most order by used desc limit ?",
                "delete from guard_rate_call where " + gone
                        + " and permit in (select permit from guard_rate_call where " + gone + " limit ?)",
                "delete from guard_rate where " + gone + " and id in (select id from guard_rate where " + gone
                        + " and not exists (select 1 from guard_rate_call where rate_id = guard_rate.id and "
                        + "guard_rate_call." + counts + ") limit ?)");
    }
}
