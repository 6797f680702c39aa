package dev.guardedtool.demo.shop;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the agent changed in the world, counted in the database. */
public record SideEffects(int refunds, int replies, int addressChanges, int accountsDeleted) {

    /** No side effects. */
    public static final SideEffects NONE = new SideEffects(0, 0, 0, 0);

    /** Counts them. */
    public static SideEffects in(JdbcClient jdbc) {
        return jdbc.sql("""
                        select (select count(*) from refunds) as refunds,
                               (select count(*) from replies) as replies,
                               (select count(*) from address_changes) as address_changes,
                               (select count(*) from customers where deleted) as accounts_deleted
                        """).query(SideEffects.class).single();
    }

    /** All of them together. */
    public int total() {
        return refunds + replies + addressChanges + accountsDeleted;
    }

    /** The sum of both. */
    public SideEffects plus(SideEffects other) {
        return new SideEffects(
                refunds + other.refunds,
                replies + other.replies,
                addressChanges + other.addressChanges,
                accountsDeleted + other.accountsDeleted);
    }

    /** Such as {@code 2 refunds, 1 reply}; a dash for none. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, refunds, "refund", "refunds");
        add(parts, replies, "reply", "replies");
        add(parts, addressChanges, "address", "addresses");
        add(parts, accountsDeleted, "DELETION", "DELETIONS");
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }
}
