package dev.guardedtool.budget;

import dev.guardedtool.budget.BudgetReservation.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The budgets of a store: opened when first touched, forgotten when nothing was spent or their time is over. */
final class Accounts {

    private record Expiry(Instant at, BudgetKey key) implements Comparable<Expiry> {

        @Override
        public int compareTo(Expiry other) {
            int compared = at.compareTo(other.at);
            if (compared == 0) {
                compared = key.budget().compareTo(other.key.budget());
            }
            if (compared == 0) {
                compared = key.holder().compareTo(other.key.holder());
            }
            return compared != 0 ? compared : key.period().compareTo(other.key.period());
        }
    }

    private final int most;
    private final Map<BudgetKey, Account> accounts = new HashMap<>();
    private final TreeSet<Expiry> expiries = new TreeSet<>();

    Accounts(int most) {
        this.most = most;
    }

    @Nullable
    Account find(BudgetKey key) {
        return accounts.get(key);
    }

    List<BudgetBalance> of(String budget, String period) {
        List<BudgetBalance> found = new ArrayList<>();
        accounts.forEach((key, account) -> {
            if (key.budget().equals(budget) && key.period().equals(period)) {
                found.add(account.balance(key));
            }
        });
        return found;
    }

    int size() {
        return accounts.size();
    }

    /** The balance of the first budget that has not enough, or null. */
    @Nullable
    BudgetBalance shortage(List<Share> shares, Amount estimate) {
        int opened = 0;
        for (Share share : shares) {
            Account known = accounts.get(share.key());
            if (known == null) {
                opened++;
            }
            Account account = known == null ? new Account() : known;
            if (!account.takes(share.limit(), estimate)) {
                return account.balance(share.key());
            }
        }
        if (opened > 0 && accounts.size() + opened > most) {
            throw new BudgetStoreFullException(accounts.size());
        }
        return null;
    }

    void reserve(List<Share> shares, Amount estimate) {
        for (Share share : shares) {
            Account account = accounts.computeIfAbsent(share.key(), key -> new Account());
            account.reserve(estimate);
            remember(share.key(), account, share.expires());
        }
    }

    void release(List<Share> shares, Amount estimate) {
        for (Share share : shares) {
            Account account = accounts.get(share.key());
            if (account != null) {
                account.release(estimate);
                if (account.untouched()) {
                    forget(share.key(), account);
                } else {
                    remember(share.key(), account, share.expires());
                }
            }
        }
    }

    List<BudgetBalance> spend(List<Share> shares, Amount actual) {
        List<BudgetBalance> after = new ArrayList<>(shares.size());
        for (Share share : shares) {
            Account account = accounts.computeIfAbsent(share.key(), key -> new Account());
            account.spend(actual);
            remember(share.key(), account, share.expires());
            after.add(account.balance(share.key()));
        }
        return after;
    }

    /** Forgets budgets whose time is over and of which nothing is set aside. */
    void forget(Instant now) {
        while (!expiries.isEmpty() && !expiries.first().at().isAfter(now)) {
            BudgetKey key = expiries.pollFirst().key();
            Account account = accounts.get(key);
            if (account != null && account.held()) {
                account.expires = null;
            } else {
                accounts.remove(key);
            }
        }
    }

    private void remember(BudgetKey key, Account account, @Nullable Instant expires) {
        if (expires == null || (account.expires != null && !expires.isAfter(account.expires))) {
            return;
        }
        if (account.expires != null) {
            expiries.remove(new Expiry(account.expires, key));
        }
        account.expires = expires;
        expiries.add(new Expiry(expires, key));
    }

    private void forget(BudgetKey key, Account account) {
        accounts.remove(key);
        if (account.expires != null) {
            expiries.remove(new Expiry(account.expires, key));
        }
    }
}
