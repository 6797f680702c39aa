package dev.guardedtool.autoconfigure.execution;

import dev.guardedtool.engine.Guard;
import dev.guardedtool.execution.ExecutionCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** How tools with a time limit are doing, for dashboards. */
record ExecutionMetrics(Guard guard) implements MeterBinder {

    private static final String PREFIX = "guard.execution.";

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "running", "Threads that carry out a tool", ExecutionCounts::running);
        gauge(registry, "abandoned", "Threads that go on after their time", ExecutionCounts::abandonedInAll);
        counter(registry, "timeouts", "Calls whose time was up", ExecutionCounts::timedOut);
        counter(registry, "late", "Calls that ended after their time", ExecutionCounts::late);
        counter(registry, "not.started", "Calls for which there was no thread", ExecutionCounts::notStarted);
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<ExecutionCounts> figure) {
        Gauge.builder(PREFIX + name, guard, it -> figure.applyAsDouble(it.executions()))
                .description(description)
                .register(registry);
    }

    private void counter(
            MeterRegistry registry, String name, String description, ToDoubleFunction<ExecutionCounts> figure) {
        FunctionCounter.builder(PREFIX + name, guard, it -> figure.applyAsDouble(it.executions()))
                .description(description)
                .register(registry);
    }
}
