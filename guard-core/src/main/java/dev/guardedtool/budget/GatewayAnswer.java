package dev.guardedtool.budget;

import dev.guardedtool.Money;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a gateway answers. */
public sealed interface GatewayAnswer {

    /**
     * It may be spent.
     *
     * @param reservation the gateway's name for what it set aside
     */
    record Granted(String reservation) implements GatewayAnswer {

        public Granted {
            Objects.requireNonNull(reservation, "reservation");
        }
    }

    /**
     * It has to be paid first.
     *
     * @param balance what there is, or null where the gateway does not say
     * @param required what is needed, or null where the gateway does not say
     * @param shortfall what is missing, or null where the gateway does not say
     * @param topUp where it can be paid, or null where the gateway does not say
     */
    record PaymentRequired(
            @Nullable Money balance,
            @Nullable Money required,
            @Nullable Money shortfall,
            @Nullable String topUp) implements GatewayAnswer {}

    /** The budget that the gateway keeps is used up. */
    record Exhausted() implements GatewayAnswer {}
}
