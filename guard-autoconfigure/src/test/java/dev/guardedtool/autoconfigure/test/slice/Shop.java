package dev.guardedtool.autoconfigure.test.slice;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardedTool;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.stereotype.Component;

@Component
public class Shop {

    @Tool(description = "refunds")
    @GuardedTool(effect = Effect.ONCE, key = "#orderId")
    public String refund(String orderId) {
        return "refunded";
    }

    @Tool(description = "deletes")
    @GuardedTool
    public String delete() {
        return "deleted";
    }
}
