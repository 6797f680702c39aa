package dev.guardedtool.autoconfigure.test.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application with tools, and with something else. */
@SpringBootApplication
class SliceApplication {}
