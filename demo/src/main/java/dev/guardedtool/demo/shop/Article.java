package dev.guardedtool.demo.shop;

/** An article of the knowledge base. */
record Article(String id, String title, String body) {}
