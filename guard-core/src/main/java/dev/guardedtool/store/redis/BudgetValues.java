package dev.guardedtool.store.redis;

import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetBalance;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.BudgetReservation;
import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.signature.Digests;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between budgets and what scripts say of them. Scripts count exactly up to {@link #MOST}; what is more is as good as
 * endless.
 */
final class BudgetValues {

    /** The largest number that a script can tell from the next one. */
    static final long MOST = (1L << 53) - 1;

    /** How many numbers a script says of one budget. */
    static final int FIGURES = 8;

    private BudgetValues() {}

    static String id(BudgetKey key) {
        return Digests.of(key.budget(), key.holder(), key.period());
    }

    static byte[] about(BudgetKey key) {
        return Parts.write(key.budget(), key.holder(), key.period());
    }

    static BudgetKey key(byte[] about) {
        List<String> parts = Parts.read(about);
        return new BudgetKey(parts.get(0), parts.get(1), parts.get(2));
    }

    /** What a script needs to set that aside. */
    static Object[] reserving(BudgetReservation reservation) {
        List<Object> arguments = new ArrayList<>(
                List.of(reservation.id(), reservation.owner(), Math.min(MOST, Scripts.micros(reservation.lease()))));
        arguments.addAll(figures(reservation.estimate()));
        for (Share share : reservation.shares()) {
            arguments.addAll(List.of(id(share.key()), about(share.key()), expiry(share.expires())));
            for (long limit : numbers(share.limit())) {
                arguments.add(limit == Long.MAX_VALUE ? "" : Math.min(MOST, limit));
            }
        }
        return arguments.toArray();
    }

    private static long[] numbers(Amount amount) {
        return new long[] {amount.micros(), amount.tokens(), amount.calls(), amount.millis()};
    }

    static List<Object> figures(Amount amount) {
        List<Object> figures = new ArrayList<>();
        for (long number : numbers(amount)) {
            figures.add(Math.min(MOST, number));
        }
        return figures;
    }

    private static long expiry(@Nullable Instant expires) {
        return expires == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, expires);
    }

    private static Amount amount(List<byte[]> said) {
        return new Amount(number(said.get(0)), number(said.get(1)), number(said.get(2)), number(said.get(3)));
    }

    private static long number(byte[] said) {
        long number = Scripts.number(said);
        return number >= MOST ? Long.MAX_VALUE : number;
    }

    static BudgetBalance balance(BudgetKey key, List<byte[]> said) {
        return new BudgetBalance(key, amount(said.subList(0, 4)), amount(said.subList(4, FIGURES)));
    }

    /** Reservations that were recovered, without their limits, which nobody needs any more. */
    static List<BudgetReservation> reservations(List<byte[]> said) {
        List<BudgetReservation> reservations = new ArrayList<>();
        for (Iterator<byte[]> parts = said.iterator(); parts.hasNext(); ) {
            String id = Scripts.text(parts.next());
            String owner = Scripts.text(parts.next());
            Duration lease = Duration.of(Scripts.number(parts.next()), ChronoUnit.MICROS);
            Amount estimate = amount(List.of(parts.next(), parts.next(), parts.next(), parts.next()));
            List<Share> shares = new ArrayList<>();
            for (long left = Scripts.number(parts.next()); left > 0; left--) {
                BudgetKey key = key(parts.next());
                shares.add(new Share(key, Amount.UNLIMITED, expiry(Scripts.number(parts.next()))));
            }
            reservations.add(new BudgetReservation(id, owner, estimate, shares, lease));
        }
        return reservations;
    }

    private static @Nullable Instant expiry(long micros) {
        return micros == 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
