package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.check.Level;
import dev.guardedtool.engine.Guard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How budgets stand that everybody shares. Those of users, tenants and conversations are too many for meters. */
record BudgetMeters(Guard guard) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Level level : guard.levels()) {
            Tags tags = Tags.of("budget", level.limit(), "figure", level.figure());
            Gauge.builder("guard.budget.used", () -> level.used().get())
                    .description("What is used of a budget that everybody shares")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("guard.budget.limit", level::most)
                    .description("How much of it there is")
                    .tags(tags)
                    .register(registry);
        }
    }
}
