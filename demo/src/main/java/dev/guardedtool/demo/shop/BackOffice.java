package dev.guardedtool.demo.shop;

import dev.guardedtool.demo.cost.Meter;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tool of another agent in the same application; the support agent is never offered it. */
@Configuration(proxyBeanMethods = false)
class BackOffice {

    @Bean
    ToolCallback deleteAccount(JdbcClient jdbc, Meter meter) {
        return FunctionToolCallback.builder("delete_account", (Account account) -> {
                    meter.toolRuns("delete_account");
                    jdbc.sql("update customers set deleted = true where id = ?")
                            .param(account.customerId())
                            .update();
                    return "deleted";
                })
                .description("Delete the account of a customer for good")
                .inputType(Account.class)
                .build();
    }

    record Account(String customerId) {}
}
