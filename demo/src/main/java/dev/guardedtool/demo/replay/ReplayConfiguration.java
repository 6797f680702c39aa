package dev.guardedtool.demo.replay;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Nothing but the guard, so that a replay needs neither tools nor models nor databases. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(GuardAutoConfiguration.class)
class ReplayConfiguration {}
