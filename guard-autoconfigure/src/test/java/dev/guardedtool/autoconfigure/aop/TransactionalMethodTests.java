package dev.guardedtool.autoconfigure.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** A transaction is part of the tool: it begins after the decision, and what came of it is recorded. */
class TransactionalMethodTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class))
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    private final ApplicationContextRunner inside = contexts.withUserConfiguration(Inside.class);

    private static Payments payments(ApplicationContext context) {
        return context.getBean(Payments.class);
    }

    private static List<String> steps(ApplicationContext context) {
        return context.getBean(Steps.class).all;
    }

    @Test
    void aCallThatIsAllowedBeginsAndEndsItBetweenDecisionAndRecord() {
        inside.run(context -> {
            payments(context).refund("A-1");

            assertThat(steps(context)).containsExactly("decided allow", "begin", "body", "commit", "recorded ok");
        });
    }

    @Test
    void whereAnApplicationWantsItOutsideItIs() {
        contexts.withUserConfiguration(Outside.class).run(context -> {
            payments(context).refund("A-1");

            assertThat(steps(context)).containsExactly("begin", "decided allow", "body", "recorded ok", "commit");
        });
    }

    @Test
    void aCallThatIsRefusedBeginsNone() {
        inside.withPropertyValues("guard.tools.refund.access=deny").run(context -> {
            assertThatExceptionOfType(GuardDeniedException.class)
                    .isThrownBy(() -> payments(context).refund("A-1"));

            assertThat(steps(context)).containsExactly("decided block");
        });
    }

    @Test
    void aCallThatIsAnsweredFromMemoryBeginsNone() {
        inside.run(context -> {
            payments(context).refund("A-1");
            steps(context).clear();

            assertThat(payments(context).refund("A-1")).isEqualTo("refunded A-1");

            assertThat(steps(context)).containsExactly("decided cache");
        });
    }

    @Test
    void aCommitThatFailsIsAFailureThatLeavesTheEffectInDoubt() {
        inside.run(context -> {
            context.getBean(Transactions.class).failing = true;

            assertThatExceptionOfType(TransactionSystemException.class)
                    .isThrownBy(() -> payments(context).refund("A-1"));

            assertThat(steps(context)).containsExactly("decided allow", "begin", "body", "commit", "recorded failed");
            steps(context).clear();
            assertThatExceptionOfType(GuardDeniedException.class)
                    .isThrownBy(() -> payments(context).refund("A-1"))
                    .satisfies(denied -> assertThat(denied.decision().reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN));
            assertThat(steps(context)).containsExactly("decided escalate");
        });
    }

    @Test
    void aFailureIsRecordedOnceItIsRolledBack() {
        inside.run(context -> {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> payments(context).refund("unknown"));

            assertThat(steps(context)).containsExactly("decided allow", "begin", "rollback", "recorded failed");
        });
    }

    @Test
    void aModelIsToldOfACommitThatFails() {
        inside.run(context -> {
            context.getBean(Transactions.class).failing = true;
            ScriptedChatModel model = context.getBean(ScriptedChatModel.class);
            model.calls("refund", "{\"id\":\"A-1\"}").says("That did not work.");

            String said = context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("refund it")
                    .tools(payments(context))
                    .call()
                    .content();

            assertThat(said).isEqualTo("That did not work.");
            assertThat(steps(context)).containsExactly("decided allow", "begin", "body", "commit", "recorded failed");
            assertThat(model.prompts().get(1).getInstructions().toString()).contains("the commit failed");
        });
    }

    @Test
    void whereItsTimeIsUpTheTransactionEndsOnTheToolsThreadAndIsHeardOfLate() {
        inside.withPropertyValues("guard.tools.slow.timeout=2s").run(context -> {
            assertThatExceptionOfType(GuardTimeoutException.class)
                    .isThrownBy(() -> payments(context).slow("A-1"));
            assertThat(steps(context)).containsExactly("decided allow", "begin", "recorded failed");

            context.getBean(Steps.class).letGo.countDown();

            assertThat(context.getBean(Steps.class).late.await(1, TimeUnit.MINUTES))
                    .isTrue();
            assertThat(steps(context))
                    .containsExactly("decided allow", "begin", "recorded failed", "body", "commit", "came late ok");
            assertThat(payments(context).slow("A-1")).isEqualTo("done A-1");
        });
    }

    /** What happened, in order. */
    static final class Steps implements GuardEventListener {

        private final List<String> all = new CopyOnWriteArrayList<>();
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final CountDownLatch late = new CountDownLatch(1);

        @Override
        public void onEvent(GuardEvent event) {
            if (event instanceof GuardEvent.Decided decided) {
                all.add("decided " + decided.decision().type().code());
            } else if (event instanceof GuardEvent.Recorded recorded) {
                all.add("recorded " + (recorded.ok() ? "ok" : "failed"));
            } else if (event instanceof GuardEvent.CameLate came) {
                all.add("came late " + (came.ok() ? "ok" : "failed"));
                late.countDown();
            }
        }
    }

    static final class Transactions extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        private final transient Steps steps;
        private volatile boolean failing;

        Transactions(Steps steps) {
            this.steps = steps;
        }

        @Override
        protected Object doGetTransaction() {
            return "transaction";
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            steps.all.add("begin");
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            steps.all.add("commit");
            if (failing) {
                throw new TransactionSystemException("the commit failed");
            }
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            steps.all.add("rollback");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Inside extends Application {}

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(order = 0)
    static class Outside extends Application {}

    abstract static class Application {

        @Bean
        Steps steps() {
            return new Steps();
        }

        @Bean
        Transactions transactions(Steps steps) {
            return new Transactions(steps);
        }

        @Bean
        ScriptedChatModel model() {
            return new ScriptedChatModel();
        }

        @Bean
        Payments payments(Steps steps) {
            return new Payments(steps);
        }
    }

    static class Payments {

        private final Steps steps;

        Payments(Steps steps) {
            this.steps = steps;
        }

        @Tool(description = "Refund an order")
        @GuardedTool(effect = Effect.ONCE, key = "#id")
        @Transactional
        public String refund(String id) {
            if (id.equals("unknown")) {
                throw new IllegalArgumentException("no such order");
            }
            steps.all.add("body");
            return "refunded " + id;
        }

        @GuardedTool(effect = Effect.ONCE, key = "#id")
        @Transactional
        public String slow(String id) {
            while (true) {
                try {
                    steps.letGo.await();
                    steps.all.add("body");
                    return "done " + id;
                } catch (InterruptedException e) {
                    // It goes on.
                }
            }
        }
    }
}
