package dev.guardedtool.autoconfigure.redis;

import dev.guardedtool.autoconfigure.RedisProperties;
import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.autoconfigure.store.SharedStores;
import dev.guardedtool.autoconfigure.store.StoreMaintenance;
import dev.guardedtool.autoconfigure.store.StoreMaintenance.Chore;
import dev.guardedtool.store.redis.RedisAttemptStore;
import dev.guardedtool.store.redis.RedisBudgetStore;
import dev.guardedtool.store.redis.RedisEffectLedger;
import dev.guardedtool.store.redis.RedisFactStore;
import dev.guardedtool.store.redis.RedisRateStore;
import dev.guardedtool.store.redis.RedisRunStore;
import dev.guardedtool.store.redis.RedisServerFacts;

/** Stores in Redis, which removes by itself what expired. */
record RedisStores(GuardServer server, RedisProperties properties, StoreMaintenance maintenance)
        implements SharedStores {

    @Override
    public Store kind() {
        return Store.REDIS;
    }

    @Override
    public RedisEffectLedger effects() {
        return new RedisEffectLedger(server.scripts(), server.prefix(), properties.lease(), server.cipher());
    }

    @Override
    public RedisBudgetStore budgets() {
        RedisBudgetStore budgets = new RedisBudgetStore(server.scripts(), server.prefix());
        maintenance.also(new Chore("budgets", budgets::recover));
        return budgets;
    }

    @Override
    public RedisRateStore rates() {
        return new RedisRateStore(server.scripts(), server.prefix());
    }

    @Override
    public RedisAttemptStore attempts() {
        return new RedisAttemptStore(server.scripts(), server.prefix(), properties.keepRuns());
    }

    @Override
    public RedisFactStore facts() {
        return new RedisFactStore(server.scripts(), server.prefix());
    }

    @Override
    public RedisRunStore runs() {
        return new RedisRunStore(server.scripts(), server.prefix(), properties.keepRuns());
    }

    @Override
    public void ask() {
        RedisServerFacts.ask(server.scripts(), server.prefix());
    }
}
