package dev.guardedtool.demo.shop;

import java.math.BigDecimal;

/** An order as the agent sees it. */
record Order(String id, String customerId, String item, BigDecimal total, String status, String address, String note) {}
