package dev.guardedtool.engine;

import dev.guardedtool.ToolName;
import dev.guardedtool.custody.FactKey;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.Attempts;
import dev.guardedtool.rate.RateAnswer;
import dev.guardedtool.rate.RateRequest;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.rate.RateUse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Stores that cannot be reached. */
final class Away {

    static final RateStore RATES = new RateStore() {
        @Override
        public RateAnswer acquire(List<RateRequest> limits) {
            throw gone();
        }

        @Override
        public void release(List<RateRequest> limits, String permit) {
            throw gone();
        }

        @Override
        public List<RateUse> uses(int atMost) {
            throw gone();
        }
    };

    static final AttemptStore ATTEMPTS = new AttemptStore() {
        @Override
        public Attempts increment(String runId, ToolName tool, int limit) {
            throw gone();
        }

        @Override
        public void decrement(String runId, ToolName tool) {
            throw gone();
        }
    };

    static final FactStore FACTS = facts(false);

    private Away() {}

    /** A store that holds every fact and cannot use one up. */
    static FactStore factsToLookAt() {
        return facts(true);
    }

    private static FactStore facts(boolean readable) {
        return new FactStore() {
            @Override
            public void mint(Collection<FactKey> facts, Duration ttl) {
                throw gone();
            }

            @Override
            public Set<FactKey> find(Collection<FactKey> facts) {
                if (readable) {
                    return Set.copyOf(facts);
                }
                throw gone();
            }

            @Override
            public boolean consume(Collection<FactKey> facts, String owner) {
                throw gone();
            }

            @Override
            public void giveBack(Collection<FactKey> facts, String owner) {
                throw gone();
            }
        };
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("connection refused");
    }
}
