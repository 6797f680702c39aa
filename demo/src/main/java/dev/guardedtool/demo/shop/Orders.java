package dev.guardedtool.demo.shop;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class Orders {

    private static final String COLUMNS = "select id, customer_id, item, total, status, address, note from orders";

    private final JdbcClient jdbc;

    Orders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Order get(String orderId) {
        return jdbc.sql(COLUMNS + " where id = ?")
                .param(orderId)
                .query(Order.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no order " + orderId + "."));
    }

    List<Order> of(String customerId) {
        return jdbc.sql(COLUMNS + " where customer_id = ? order by id")
                .param(customerId)
                .query(Order.class)
                .list();
    }

    void move(String orderId, String address) {
        jdbc.sql("update orders set address = ? where id = ?")
                .params(address, orderId)
                .update();
        jdbc.sql("insert into address_changes (order_id, address) values (?, ?)")
                .params(orderId, address)
                .update();
    }
}
