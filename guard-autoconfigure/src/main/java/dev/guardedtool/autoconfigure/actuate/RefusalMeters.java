package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.Reason;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.GuardPolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts what budgets and rates refuse. Tags are what is declared, never who called or with what. A tool that exists only
 * in a model's imagination has a name like others, so that only so many names are tags of their own. Thread-safe.
 */
final class RefusalMeters implements MeterBinder, GuardEventListener {

    static final int MOST_TOOLS = 1_000;

    private static final String OTHERS = "others";

    private static final Map<Reason, String> FIGURES = Map.of(
            GuardReason.COST_BUDGET_EXCEEDED, "cost",
            GuardReason.TOKEN_BUDGET_EXCEEDED, "tokens",
            GuardReason.CALL_BUDGET_EXCEEDED, "calls",
            GuardReason.TIME_BUDGET_EXCEEDED, "seconds");

    private final boolean enforced;
    private final Map<String, BudgetLimit> budgets;
    private final Set<ToolName> tools = ConcurrentHashMap.newKeySet();
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    RefusalMeters(GuardPolicy policy) {
        this.enforced = policy.mode() == Mode.ENFORCE;
        this.budgets = policy.budget().shared().limits().stream()
                .collect(Collectors.toUnmodifiableMap(BudgetLimit::name, Function.identity()));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
    }

    @Override
    public void onEvent(GuardEvent event) {
        if (event instanceof GuardEvent.Decided decided) {
            Decision objection = objection(decided.decision());
            if (objection != null) {
                budget(objection.explanation(), "tool");
                rate(objection.explanation(), decided.tool());
            }
        } else if (event instanceof GuardEvent.RoundDecided decided) {
            budget(decided.decision().explanation(), "model");
        }
    }

    /** What was decided, or would have been where nothing is enforced. */
    private static @Nullable Decision objection(Decision decision) {
        return decision instanceof Decision.Allow allow ? allow.instead() : decision;
    }

    /** Reasons are anybody's to give, so that only a budget that is declared is counted. */
    private void budget(Explanation why, String asked) {
        String figure = FIGURES.get(why.reason());
        BudgetLimit limit = why.figures().get("budget") instanceof String name ? budgets.get(name) : null;
        if (figure != null && limit != null) {
            String scope = limit.scope().name().toLowerCase(Locale.ROOT);
            count(
                    "guard.budget.refusals",
                    "Calls of tools and questions to models for which a budget had not enough",
                    Tags.of("budget", limit.name(), "scope", scope, "figure", figure, "asked", asked));
        }
    }

    private void rate(Explanation why, ToolName tool) {
        if (why.reason() == GuardReason.RATE_LIMITED
                && why.figures().get("per") instanceof String per
                && why.figures().get("period_ms") instanceof Long millis) {
            count(
                    "guard.rate.refusals",
                    "Calls of tools that were called too often",
                    Tags.of(
                            "tool",
                            tag(tool),
                            "per",
                            per,
                            "period",
                            Duration.ofMillis(millis).toString()));
        }
    }

    private String tag(ToolName tool) {
        return tools.contains(tool) || (tools.size() < MOST_TOOLS && tools.add(tool)) ? tool.value() : OTHERS;
    }

    private void count(String name, String description, Tags tags) {
        for (MeterRegistry registry : registries) {
            Counter.builder(name)
                    .description(description)
                    .tags(tags)
                    .tag("enforced", Boolean.toString(enforced))
                    .register(registry)
                    .increment();
        }
    }
}
