package dev.guardedtool.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Where one thing is kept elsewhere than guard.store says.
 *
 * @param effects Where effects with an explicit key are kept.
 * @param budgets Where budgets that runs share are kept.
 * @param rates Where it is kept when tools of limited rate were called.
 * @param attempts Where attempts are counted. In memory each run counts its own.
 * @param facts Where facts are kept.
 * @param runs Where snapshots of runs are kept.
 */
public record StoreProperties(
        @Nullable Store effects,
        @Nullable Store budgets,
        @Nullable Store rates,
        @Nullable Store attempts,
        @Nullable Store facts,
        @Nullable Store runs) {}
