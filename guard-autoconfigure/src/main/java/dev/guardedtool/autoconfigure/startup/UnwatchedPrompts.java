package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.autoconfigure.UnguardedTools;
import dev.guardedtool.autoconfigure.springai.CallbackBeans.Offers;
import java.util.List;
import java.util.function.Supplier;

/** Finds that unguarded tools are to be refused although nobody can see which tools a model is offered. */
final class UnwatchedPrompts implements StartupCheck {

    private final Supplier<Offers> offers;

    UnwatchedPrompts(Supplier<Offers> offers) {
        this.offers = offers;
    }

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        Offers known = offers.get();
        if (known.handling() != UnguardedTools.FAIL || known.watched() || known.woven()) {
            return List.of();
        }
        return List.of(Finding.fatal(
                "guard.unguarded-tools is 'fail', but there is no ObservationRegistry that chat models could report"
                        + " their prompts to.",
                "Add spring-boot-micrometer-observation or a bean of that type, and give it to models that are built by"
                        + " hand; or set guard.unguarded-tools=warn."));
    }
}
