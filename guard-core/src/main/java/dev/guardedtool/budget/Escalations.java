package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions that hand a run over to a person because of what it costs. */
final class Escalations {

    private Escalations() {}

    static Decision of(Explanation why, String summary) {
        return new Decision.Escalate(
                why,
                new EscalationPacket(
                        "budget", summary, List.of(), List.of(why.reason().code())));
    }

    static Decision priceUnknown(@Nullable String model) {
        Explanation why = Explanation.of(GuardReason.PRICE_UNKNOWN);
        return of(
                model == null ? why : why.detail(model).figure("model", model),
                "It is not known what the model '" + model + "' costs.");
    }
}
