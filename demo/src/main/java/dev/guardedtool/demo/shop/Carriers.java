package dev.guardedtool.demo.shop;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;

/** Tracks parcels. NORTHPOST is the kind of carrier whose service is down all day. */
@Component
class Carriers {

    private final JdbcClient jdbc;

    Carriers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where the parcel is.
     *
     * @throws HttpServerErrorException if the carrier's service is down
     */
    Parcel track(Order order) {
        String carrier = jdbc.sql("select carrier from orders where id = ?")
                .param(order.id())
                .query(String.class)
                .single();
        if (carrier.equals("NORTHPOST")) {
            throw HttpServerErrorException.create(
                    "503 Service Unavailable from NORTHPOST tracking",
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Service Unavailable",
                    HttpHeaders.EMPTY,
                    new byte[0],
                    StandardCharsets.UTF_8);
        }
        return switch (order.status()) {
            case "delivered" -> new Parcel(carrier, "delivered");
            case "shipped" -> new Parcel(carrier, "in transit, next update tomorrow");
            default -> new Parcel(carrier, "not handed over yet");
        };
    }

    /** What a carrier says of a parcel. */
    record Parcel(String carrier, String status) {}
}
