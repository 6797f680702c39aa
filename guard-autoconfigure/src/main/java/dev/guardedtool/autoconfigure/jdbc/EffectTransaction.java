package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.CallHandle;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.store.jdbc.EffectTakenException;
import dev.guardedtool.store.jdbc.JdbcJointEffects;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction in which a guarded tool, whose effect happens once, does all that it does, in the database that the guard
 * keeps its tables in. That the effect happened is written down in the same transaction, so that whoever dies leaves no
 * doubt. Thread-safe.
 */
public final class EffectTransaction {

    private final JdbcJointEffects effects;
    private final DataSource dataSource;
    private final TransactionTemplate transactions;

    EffectTransaction(JdbcJointEffects effects, DataSource dataSource, PlatformTransactionManager transactionManager) {
        this.effects = effects;
        this.dataSource = dataSource;
        this.transactions = new TransactionTemplate(transactionManager);
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Does the work in a transaction of its own, at isolation level read committed. It must be all that the tool does to
     * the world, once in a call, and on the thread of the call. Outside of a guarded call, and where the call's effect is
     * not kept in the database, such as one with a derived key, it is a transaction like any other.
     *
     * @param work joined by what is {@code @Transactional} in it; rolls back if it throws
     * @return what the work returned
     * @throws EffectTakenException if the call does not hold its effect any more, as when its time was up; nothing was done
     * @throws IllegalStateException if the transaction is not one of the guard's database, or the call was handed over to
     *     this thread; nothing was done
     * @throws StoreException if the guard's database does not answer; nothing was done
     */
    public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
        CallFrame frame = CallFrame.current();
        if (frame == null) {
            return transactions.execute(work);
        }
        CallHandle call = frame.handle();
        if (call == null) {
            throw new IllegalStateException("It cannot be told which guarded call this is. Begin the transaction on the"
                    + " thread of the call.");
        }
        String effect = call.effectReference();
        String attempt = call.effectAttempt();
        return effect == null || attempt == null ? transactions.execute(work) : execute(work, effect, attempt);
    }

    private <T extends @Nullable Object> T execute(TransactionCallback<T> work, String effect, String attempt) {
        effects.begin(effect, attempt);
        return transactions.execute(status -> {
            Connection connection = connection();
            T result = work.doInTransaction(status);
            if (!status.isRollbackOnly()) {
                effects.happened(connection, effect, attempt);
            }
            return result;
        });
    }

    /** Only what the transaction brought: a connection that is taken in its course commits by itself. */
    private Connection connection() {
        if (!TransactionSynchronizationManager.hasResource(dataSource)) {
            throw new IllegalStateException(
                    "The transaction is not one of the DataSource that the guard keeps its tables"
                            + " in, so that an effect cannot commit together with it. Use the transaction manager of that"
                            + " DataSource.");
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        DataSourceUtils.releaseConnection(connection, dataSource);
        return connection;
    }
}
