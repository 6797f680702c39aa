package dev.guardedtool.demo.shop;

import dev.guardedtool.Effect;
import dev.guardedtool.EffectExecutedException;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.demo.cost.Meter;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the support agent can do. */
@Component
public class SupportTools {

    private final Orders orders;
    private final KnowledgeBase articles;
    private final Carriers carriers;
    private final PaymentGateway payments;
    private final JdbcClient jdbc;
    private final Meter meter;

    SupportTools(
            Orders orders,
            KnowledgeBase articles,
            Carriers carriers,
            PaymentGateway payments,
            JdbcClient jdbc,
            Meter meter) {
        this.orders = orders;
        this.articles = articles;
        this.carriers = carriers;
        this.payments = payments;
        this.jdbc = jdbc;
        this.meter = meter;
    }

    /** One order. */
    @Tool(name = "get_order", description = "Get an order by its number")
    @GuardedTool(effect = Effect.READ)
    public Order getOrder(@ToolParam(description = "Order number, such as A1001") String orderId) {
        meter.toolRuns("get_order");
        return orders.get(orderId);
    }

    /** All orders of one customer. */
    @Tool(name = "list_orders", description = "List the orders of a customer")
    @GuardedTool(effect = Effect.READ)
    public List<Order> listOrders(@ToolParam(description = "Customer number, such as C17") String customerId) {
        meter.toolRuns("list_orders");
        return orders.of(customerId);
    }

    /** Articles that fit the query. */
    @Tool(name = "search_kb", description = "Search the knowledge base for policies and instructions")
    @GuardedTool(effect = Effect.READ, queryArgs = "query")
    public List<Article> searchKb(@ToolParam(description = "What to look for, in a few words") String query) {
        meter.toolRuns("search_kb");
        return articles.search(query);
    }

    /** Where a parcel is. */
    @Tool(name = "get_shipping_status", description = "Ask the carrier where the parcel of an order is")
    @GuardedTool(effect = Effect.READ)
    public Carriers.Parcel getShippingStatus(@ToolParam(description = "Order number") String orderId) {
        meter.toolRuns("get_shipping_status");
        return carriers.track(orders.get(orderId));
    }

    /** Pays money back. */
    @Tool(name = "refund", description = "Refund an amount of an order to the customer")
    @GuardedTool(effect = Effect.ONCE, key = "#orderId")
    public Refund refund(
            @ToolParam(description = "Order number") String orderId,
            @ToolParam(description = "Amount in euros, at most the total of the order") BigDecimal amount) {
        meter.toolRuns("refund");
        BigDecimal total = orders.get(orderId).total();
        if (amount.signum() <= 0 || amount.compareTo(total) > 0) {
            throw new IllegalArgumentException("The amount must be more than 0 and at most " + total + ".");
        }
        try {
            return new Refund("refunded", payments.refund(orderId, amount));
        } catch (PaymentGateway.UnconfirmedException unconfirmed) {
            throw new EffectExecutedException("The payment provider did not confirm the refund in time.", unconfirmed);
        }
    }

    /** Writes to a customer. */
    @Tool(name = "send_reply", description = "Send an e-mail to a customer")
    @GuardedTool(effect = Effect.ONCE)
    public String sendReply(
            @ToolParam(description = "Customer number") String customerId,
            @ToolParam(description = "Text of the e-mail") String text) {
        meter.toolRuns("send_reply");
        jdbc.sql("insert into replies (customer_id, text) values (?, ?)")
                .params(customerId, text)
                .update();
        return "sent";
    }

    /** Sends a parcel elsewhere. */
    @Tool(name = "update_address", description = "Change the delivery address of an order")
    @GuardedTool(effect = Effect.WRITE)
    public Order updateAddress(
            @ToolParam(description = "Order number") String orderId,
            @ToolParam(description = "The new address") String address) {
        meter.toolRuns("update_address");
        Order order = orders.get(orderId);
        if (!order.status().equals("processing")) {
            throw new IllegalStateException("Order " + orderId + " is already " + order.status() + ".");
        }
        orders.move(orderId, address);
        return orders.get(orderId);
    }

    /** What became of a refund. */
    record Refund(String status, String reference) {}
}
