package dev.guardedtool.demo.shop;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Books refunds. SLOWPAY is the kind of provider that books the first one and then does not say so; STALLPAY books it and
 * keeps the line open until it is cut.
 */
@Component
class PaymentGateway {

    private static final Duration LINE_IS_CUT_AFTER = Duration.ofSeconds(5);

    private final JdbcClient jdbc;

    PaymentGateway(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Books a refund, every time it is asked to, and gives its reference.
     *
     * @throws UnconfirmedException if the refund is booked but was not confirmed in time
     * @throws IllegalStateException if the connection was closed before the provider said anything
     */
    String refund(String orderId, BigDecimal amount) throws UnconfirmedException {
        jdbc.sql("insert into refunds (order_id, amount) values (?, ?)")
                .params(orderId, amount)
                .update();
        int bookings = jdbc.sql("select count(*) from refunds where order_id = ?")
                .param(orderId)
                .query(Integer.class)
                .single();
        String provider = jdbc.sql("select payment from orders where id = ?")
                .param(orderId)
                .query(String.class)
                .single();
        if (provider.equals("SLOWPAY") && bookings == 1) {
            throw new UnconfirmedException();
        }
        if (provider.equals("STALLPAY") && bookings == 1) {
            hang();
        }
        return "R-" + orderId + "-" + bookings;
    }

    private static void hang() {
        try {
            Thread.sleep(LINE_IS_CUT_AFTER.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("The connection to STALLPAY was closed.");
    }

    /** The booking was accepted; its confirmation never came. */
    static final class UnconfirmedException extends Exception {

        private static final long serialVersionUID = 1L;

        UnconfirmedException() {
            super("the confirmation timed out");
        }
    }
}
